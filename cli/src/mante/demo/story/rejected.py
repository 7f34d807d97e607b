"""Rejections, with reasons; and applying once more afterwards."""

from policy.text import Text

from mante.demo.players.plans import Plan, Reject
from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG, SCRIPT_HOSPITAL
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

BY_A_HOSPITAL = Text(zh="不予通过，补充材料后重新申请", en="rejected with reasons, applied once more")
AGAIN = Text(zh="被拒后重新申请，通过", en="applied once more after a rejection, approved")
NO_REPORT = Text(zh="说明没有检查报告，医院不予通过", en="without a test report, said so: rejected by the hospital")
BY_A_PANEL = Text(zh="专家合议不予通过", en="rejected by the panel's majority")


async def rejected_and_applied_again(scene: Scene) -> None:
    """A rejection frees the disease for another application, which uses the papers that were good."""
    person = scene.someone(5, LIUPANSHUI.area)
    plan = Plan({("hospital_review", 1): Reject(("EVIDENCE_INSUFFICIENT", "CRITERIA_NOT_MET"))})
    first = await scene.opens(Wish(BY_A_HOSPITAL, LIUPANSHUI, person, BUS_HOSPITAL), plan)
    await first.hand_in(await papers(person.name, LIUPANSHUI.materials))
    await first.end("rejected")
    second = await scene.opens(Wish(AGAIN, LIUPANSHUI, person, SCRIPT_HOSPITAL, with_papers_of=first.id))
    second.lodged = [paper for paper in first.lodged if paper["material"] != "test_report"]
    await second.hand_in(await papers(person.name, ("test_report",), seed=2))
    await second.end("approved")


async def rejected_by_a_panel(scene: Scene) -> None:
    """The agency finds the papers complete; two of three experts say no, and the third seat is recalled."""
    person = scene.someone(6, NANCHONG.area)
    plan = Plan({("expert_panel", 1): Reject(("CRITERIA_NOT_MET",))})
    application = await scene.opens(Wish(BY_A_PANEL, NANCHONG, person), plan)
    await application.hand_in(await papers(person.name, NANCHONG.materials))
    await application.end("rejected")


async def rejected_without_a_report(scene: Scene) -> None:
    """Who says that there is none is heard; a reviewer decides."""
    person = scene.someone(27, LIUPANSHUI.area)
    plan = Plan({("hospital_review", 1): Reject(("EVIDENCE_INSUFFICIENT",))})
    application = await scene.opens(Wish(NO_REPORT, LIUPANSHUI, person, BUS_HOSPITAL), plan, "gz-gov")
    application.absent = [{"material": "test_report", "reason": "never_issued"}]
    given = tuple(material for material in LIUPANSHUI.materials if material != "test_report")
    await application.hand_in(await papers(person.name, given))
    await application.end("rejected")
