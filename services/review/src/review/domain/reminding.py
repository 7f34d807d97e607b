"""A supplement that doesn't come: the person is reminded once, while there is still time."""

from collections.abc import Iterator
from datetime import datetime

from chassis.decision import Cause, Decision, SetTimer, Timer
from contracts.events.review import SupplementReminderDue
from policy.pack import Pack
from policy.quiet_hours import by_day

from review.domain.case import Case, TimerKind
from review.domain.rules import Rules


def reminder(rules: Rules, pack: Pack, asked_at: datetime, answer_by: datetime) -> Iterator[SetTimer]:
    """Give the timer that reminds of a supplement, where the pack has one: by day, unless that were too late."""
    at = pack.supplement.reminder(asked_at, answer_by)
    if at is None:
        return
    if not rules.packs.calendar_of(pack).is_trial and (morning := by_day(at)) < answer_by:
        at = morning
    yield SetTimer(TimerKind.SUPPLEMENT_REMINDER, at)


def remind_of_the_supplement(state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """Say that what was asked for is still missing; not once its last day is over, nor once it came."""
    del timer
    review = state.review if state else None
    if review is None or not review.awaiting_supplement:
        return Decision()
    notice = review.notices[-1]
    if cause.now >= notice.answer_by:
        return Decision()
    due = SupplementReminderDue(round=notice.round, count=len(notice.items), answer_by=notice.answer_by)
    return Decision(emit=[due])
