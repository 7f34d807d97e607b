"""S0 in each further channel: good papers, approved the first time; and an agent of whom the city asks nothing."""

from policy.text import Text

from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG, SCRIPT_HOSPITAL
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

WEBSITE = Text(zh="一次通过：政务服务网", en="approved the first time, through the government's website")
ACCOUNT = Text(zh="一次通过：微信公众号", en="approved the first time, through the WeChat account")
SICHUANS = Text(zh="一次通过：四川医保APP", en="approved the first time, through Sichuan's app")
AGENT = Text(zh="代办：为家人申请，南充不另收材料", en="an agent in 南充, which asks for no papers besides")


async def through_the_website(scene: Scene) -> None:
    """贵州政务服务网, over HTTP, reviewed by twenty lines of shell."""
    await _approved(scene, "gz-gov", Wish(WEBSITE, LIUPANSHUI, scene.someone(19, LIUPANSHUI.area), SCRIPT_HOSPITAL))


async def through_the_account(scene: Scene) -> None:
    """贵州医保 on WeChat, over Kafka, reviewed on Kafka."""
    await _approved(scene, "gz-wechat", Wish(ACCOUNT, LIUPANSHUI, scene.someone(20, LIUPANSHUI.area), BUS_HOSPITAL))


async def through_sichuans_app(scene: Scene) -> None:
    """四川医保APP, over HTTP, reviewed by the agency and its experts."""
    await _approved(scene, "sc-app", Wish(SICHUANS, NANCHONG, scene.someone(21, NANCHONG.area)))


async def by_an_agent_in_nanchong(scene: Scene) -> None:
    """S2: a daughter applies for her mother, and both are told."""
    wish = Wish(AGENT, NANCHONG, scene.someone(22, NANCHONG.area), agent=scene.someone(35, NANCHONG.area))
    await _approved(scene, "sc-app", wish)


async def _approved(scene: Scene, through: str, wish: Wish) -> None:
    application = await scene.opens(wish, through=through)
    await application.hand_in(await papers(wish.person.name, wish.city.materials))
    await application.end("approved")
