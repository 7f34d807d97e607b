"""S2 at the counter: a clerk scans what somebody brought, and may take it in with a gap, which becomes a supplement."""

from policy.text import Text

from mante.demo.players.plans import Ask, Plan
from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, FOR_AN_AGENT, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

GAP = Text(
    zh="窗口容缺受理，审核人要求补正，通过",
    en="taken in at the counter with a gap, which is asked for",
)
WHOLE = Text(zh="窗口扫描纸质材料，一次通过", en="paper scanned at the counter, approved the first time")
FORM, PROOF = "application_form", "relation_proof"


async def taken_in_with_a_gap(scene: Scene) -> None:
    """六盘水: a son applies for his father and left the household register at home."""
    person, agent = scene.someone(24, LIUPANSHUI.area), scene.someone(36, LIUPANSHUI.area)
    plan = Plan({("hospital_review", 1): Ask(((PROOF, "MISSING"),))})
    application = await scene.opens(Wish(GAP, LIUPANSHUI, person, BUS_HOSPITAL, agent), plan, "counter")
    application.absent = [{"material": PROOF, "reason": "held_elsewhere"}]
    brought = (FORM, *LIUPANSHUI.materials, *FOR_AN_AGENT)
    await application.hand_in(await papers(person.name, tuple(each for each in brought if each != PROOF)))
    await application.reaches("awaiting_supplement")
    await application.supplement(1, await papers(person.name, (PROOF,)))
    await application.end("approved")


async def scanned(scene: Scene) -> None:
    """南充: everything is there."""
    person = scene.someone(25, NANCHONG.area)
    application = await scene.opens(Wish(WHOLE, NANCHONG, person), through="counter")
    await application.hand_in(await papers(person.name, NANCHONG.materials))
    await application.end("approved")
