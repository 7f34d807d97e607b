"""The deadline draws near, or passes: said once each; the case stays open."""

from datetime import datetime

from chassis.decision import Cause, Decision, Timer
from contracts.events.review import DeadlineApproaching, DeadlineMissed

from review.domain.case import Case, Review
from review.domain.clock import percent


def warn_of_the_deadline(state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """Remind the institution that part of the review time has gone and nothing is decided."""
    del cause
    running = _running(state)
    if running is None:
        return Decision()
    review, decide_by = running
    gone = percent(timer.kind)
    return Decision(emit=[DeadlineApproaching(percent=gone, institution=review.institution, decide_by=decide_by)])


def note_the_miss(state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """Say that the review time is over, and give the agency the case to chase; it stays open and with its reviewer."""
    del timer, cause
    running = _running(state)
    if running is None:
        return Decision()
    review, decide_by = running
    return Decision(
        emit=[DeadlineMissed(institution=review.institution, escalated_to=review.agency, decide_by=decide_by)]
    )


def _running(state: Case | None) -> tuple[Review, datetime] | None:
    """Return the review whose clock runs, and its deadline."""
    review = state.review if state else None
    if review is None or review.outcome or review.awaiting_supplement or review.term.decide_by is None:
        return None
    return review, review.term.decide_by
