"""Time that passes: a deadline is warned of and missed, a draft runs out. The services' clocks are moved for it."""

from datetime import datetime, timedelta

from policy.text import Text

from mante.demo.players.plans import Plan
from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

LATE = Text(zh="审核超时：预警、督办、致歉，最后通过", en="a deadline warned of, missed and escalated; approved late")
EXPIRED = Text(zh="草稿到期未提交", en="a draft that was never handed in expires")
A_MOMENT = timedelta(seconds=30)
A_DRAFT_LASTS = timedelta(days=30)


async def deadline_missed(scene: Scene) -> None:
    """Half a working day without a decision: warned of twice, missed once, and the case stays open."""
    late, plan = await _left_lying(scene)
    await _past_the_deadline(scene, late)
    plan.begin.set()
    await late.end("approved")


async def draft_expires(scene: Scene) -> None:
    """Thirty days without a word."""
    draft = await scene.opens(Wish(EXPIRED, NANCHONG, scene.someone(17, NANCHONG.area)))
    await scene.operators.move_time(A_DRAFT_LASTS)
    await draft.end("expired")


async def _left_lying(scene: Scene) -> tuple[Application, Plan]:
    person, plan = scene.someone(16, LIUPANSHUI.area), Plan()
    plan.begin.clear()
    application = await scene.opens(Wish(LATE, LIUPANSHUI, person, BUS_HOSPITAL), plan)
    await application.hand_in(await papers(person.name, LIUPANSHUI.materials))
    return application, plan


async def _past_the_deadline(scene: Scene, late: Application) -> None:
    decide_by = datetime.fromisoformat((await late.reaches("in_review"))["decide_by"])
    now = await scene.operators.move_time(timedelta())
    await scene.operators.move_time(decide_by - A_MOMENT - now)  # both warnings are due
    await scene.operators.move_time(2 * A_MOMENT)
    await late.channel.news.first(late.id, lambda kind, data: kind == "ProgressChanged" and data["overdue"])
