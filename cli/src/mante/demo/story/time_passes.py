"""Time that passes: a deadline is missed, a supplement never comes, drafts run out. The services' clocks are moved."""

import asyncio
from datetime import datetime, timedelta

from policy.text import Text

from mante.demo.news import PATIENCE
from mante.demo.players.plans import Plan
from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene
from mante.demo.story.supplements import NO_SEAL

LATE = Text(zh="审核超时：预警、督办、致歉，最后通过", en="a deadline warned of, missed and escalated; approved late")
EXPIRED = Text(zh="草稿到期未提交", en="a draft that was never handed in expires")
LAPSED = Text(
    zh="提醒后仍逾期未补正，终止", en="a supplement that was never brought: reminded, then the application lapses"
)
A_MOMENT = timedelta(seconds=30)
A_LOOK = 0.3  # seconds
A_DRAFT_LASTS = timedelta(days=30)
A_REMINDER_IS_DUE = timedelta(days=12)
"""The greater half of a supplement's term, whatever holidays make it longer."""
TOLD_BY_THEN, REMINDED_BY_THEN = 4, 6
"""Notices: of submission, supplement and reminder, by SMS and in the channel. A receipt has three days to come."""


async def deadline_missed(scene: Scene) -> None:
    """Half a working day without a decision: warned of twice, missed once, and the case stays open."""
    late, plan = await _left_lying(scene)
    await _past_the_deadline(scene, late)
    plan.begin.set()
    await late.end("approved")


async def a_month_without_a_word(scene: Scene) -> None:
    """A supplement has fifteen days, and a reminder at half of them; a draft has thirty."""
    drafts = [
        await scene.opens(Wish(EXPIRED, NANCHONG, scene.someone(17, NANCHONG.area))),
        await scene.opens(Wish(EXPIRED, LIUPANSHUI, scene.someone(29, LIUPANSHUI.area)), through="counter"),
    ]
    unanswered = await _unanswered(scene)
    await scene.operators.move_time(A_REMINDER_IS_DUE)
    await _is_told(scene, unanswered, REMINDED_BY_THEN)
    await scene.operators.move_time(A_DRAFT_LASTS - A_REMINDER_IS_DUE)
    await unanswered.end("lapsed")
    for draft in drafts:
        await draft.end("expired")


async def _unanswered(scene: Scene) -> Application:
    """Return an application whose supplement is asked for, once the person was told so by every medium."""
    person, plan = scene.someone(30, LIUPANSHUI.area), Plan({("hospital_review", 1): NO_SEAL})
    application = await scene.opens(Wish(LAPSED, LIUPANSHUI, person, BUS_HOSPITAL), plan, "gz-wechat")
    await application.hand_in(await papers(person.name, LIUPANSHUI.materials))
    await application.reaches("awaiting_supplement")
    await _is_told(scene, application, TOLD_BY_THEN)
    return application


async def _is_told(scene: Scene, application: Application, notices: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while await scene.operators.published(application.id, "NoticeDelivered") < notices:  # noqa: ASYNC110
            await asyncio.sleep(A_LOOK)


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
