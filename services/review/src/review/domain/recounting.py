"""A day of the calendar was corrected: each running clock is counted anew, and nobody is warned twice.

A stored deadline never moves by itself: an operator orders it, with a reason, once the corrected calendar is there.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from chassis.decision import Answer, Cause, Decision, SetTimer
from contracts.event import Part
from contracts.events.review import DeadlineMoved
from contracts.vocabulary import Moment
from pydantic import Field

from review.domain import clock
from review.domain.case import Case, Review, TimerKind
from review.domain.deadlines import running_review
from review.domain.rules import Rules


class RecountDeadline(Part):
    """An operator's order; the reason is for the audit."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]


class Recounted(Part):
    """The answer: what the deadline is now, where a clock runs, and whether it moved."""

    decide_by: Moment | None = None
    moved: bool = False


def recount_the_deadline(rules: Rules, state: Case | None, body: RecountDeadline, cause: Cause) -> Decision[Case]:
    """Count the review time anew by today's calendar, from when the clock began.

    What was warned of, or missed, was said and isn't said again. A clock that stands is counted when it starts afresh.
    """
    del body, cause
    running = running_review(state)
    if state is None or running is None:
        return Decision(answer=Answer(Recounted()))
    review, before = running
    started = clock.start(rules.packs, rules.pack_of(review.application), _began(review))
    decide_by = started.term.decide_by
    if decide_by is None or decide_by == before:
        return Decision(answer=Answer(Recounted(decide_by=before)))
    moved = DeadlineMoved(
        institution=review.institution, decide_by=decide_by, decide_by_is_provisional=started.term.provisional
    )
    return Decision(
        state=replace(state, review=replace(review, term=started.term)),
        emit=[moved],
        timers=[*clock.stop(rules.pack_of(review.application)), *_still_to_say(review, started)],
        answer=Answer(Recounted(decide_by=decide_by, moved=True)),
    )


def _began(review: Review) -> datetime:
    """Return when the running clock began: with the last supplement, else with the submission."""
    last = review.notices[-1].provided_at if review.notices else None
    return last or review.application.submitted_at


def _still_to_say(review: Review, started: clock.Started) -> Iterator[SetTimer]:
    said = {*(clock.warning(part / 100) for part in review.warned)}
    if review.missed:
        said.add(TimerKind.DEADLINE)
    return (timer for timer in started.timers if timer.kind not in said)
