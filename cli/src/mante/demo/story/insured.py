"""The register of the insured: who is entitled already is told so; when it is away nobody waits for it long."""

from policy.text import Text

from mante.demo.news import WentAstray
from mante.demo.players.plans import Plan
from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene
from mante.fakes.insurance_register import Fault
from mante.fakes.insured import Entitled, Known

ENTITLED = Text(zh="已享受该病种待遇，不再审核", en="entitled to it already: told so, nothing is reviewed")
AWAY = Text(zh="参保查询出错：先受理，随后补查", en="the register fails twice: asked again, then taken in")
_SINCE, _FOREVER = "2020-10-01", "2120-11-01"


async def entitled_already(scene: Scene) -> None:
    """S9: the register has the disease, without an end."""
    person = scene.someone(16, NANCHONG.area)
    held = Entitled(disease_code=NANCHONG.disease, start=_SINCE, end=_FOREVER)
    await scene.register.knows(Known(id_number=person.id_number, entitlements=[held]))
    application = await scene.opens(Wish(ENTITLED, NANCHONG, person))
    await application.hand_in(await papers(person.name, NANCHONG.materials))
    told = await application.end("not_accepted")
    if [(item["code"], item["since"]) for item in told["items"]] != [("ALREADY_ENTITLED", _SINCE)]:
        raise WentAstray(f"{application.id}: told of {told['items']}")


async def register_fails(scene: Scene) -> None:
    """It has a fault, then answers with somebody's web page, then as it should."""
    person = scene.someone(17, LIUPANSHUI.area)
    await scene.register.misbehaves(person.id_number, Fault.ERROR, Fault.GARBLED)
    application = await scene.opens(Wish(AWAY, LIUPANSHUI, person, BUS_HOSPITAL), Plan())
    await application.hand_in(await papers(person.name, LIUPANSHUI.materials))
    await application.end("approved")
