"""S0: good papers, approved the first time, in both cities and by every transport."""

from policy.text import Text

from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, FOR_AN_AGENT, LIUPANSHUI, NANCHONG, SCRIPT_HOSPITAL, City
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

BY_A_SCRIPT = Text(zh="一次通过：医院用脚本审核", en="approved the first time, by a hospital's shell script")
BY_THE_BUS = Text(zh="一次通过：医院经消息总线审核", en="approved the first time, by a hospital on Kafka")
BY_A_PANEL = Text(zh="一次通过：经办机构初审，三位专家合议", en="approved by the agency's check and a panel of three")
AGENT = Text(zh="代办：子女为父母申请", en="an agent applies for another person")


async def approved_by_a_script(scene: Scene) -> None:
    """六盘水, over HTTP, reviewed by twenty lines of shell."""
    await _approved(scene, BY_A_SCRIPT, LIUPANSHUI, 1, SCRIPT_HOSPITAL)


async def approved_on_the_bus(scene: Scene) -> None:
    """六盘水, over HTTP, reviewed on Kafka."""
    await _approved(scene, BY_THE_BUS, LIUPANSHUI, 2, BUS_HOSPITAL)


async def approved_by_a_panel(scene: Scene) -> None:
    """南充, over Kafka, reviewed by the agency and its experts."""
    await _approved(scene, BY_A_PANEL, NANCHONG, 3)


async def by_an_agent(scene: Scene) -> None:
    """六盘水 asks an agent for a card and a proof of relation; both persons are told by SMS."""
    person, agent = scene.someone(4, LIUPANSHUI.area), scene.someone(34, LIUPANSHUI.area)
    application = await scene.opens(Wish(AGENT, LIUPANSHUI, person, SCRIPT_HOSPITAL, agent))
    await application.hand_in(await papers(person.name, LIUPANSHUI.materials + FOR_AN_AGENT))
    await application.end("approved")


async def _approved(scene: Scene, title: Text, city: City, number: int, hospital: str | None = None) -> None:
    person = scene.someone(number, city.area)
    application = await scene.opens(Wish(title, city, person, hospital))
    await application.hand_in(await papers(person.name, city.materials))
    await application.end("approved")
