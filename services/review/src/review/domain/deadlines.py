"""The deadline draws near, or passes: said once each; the case stays open."""

from dataclasses import replace
from datetime import datetime

from chassis.decision import Cause, Decision, Timer
from contracts.events.review import DeadlineApproaching, DeadlineMissed

from review.domain.case import Case, Review
from review.domain.clock import percent


def warn_of_the_deadline(state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """Remind the institution that part of the review time has gone and nothing is decided."""
    del cause
    running = running_review(state)
    if state is None or running is None:
        return Decision()
    review, decide_by = running
    gone = percent(timer.kind)
    warned = replace(state, review=replace(review, warned=(*review.warned, gone)))
    approaching = DeadlineApproaching(percent=gone, institution=review.institution, decide_by=decide_by)
    return Decision(warned, emit=[approaching])


def note_the_miss(state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """Say that the review time is over, and give the agency the case to chase; it stays open and with its reviewer."""
    del timer, cause
    running = running_review(state)
    if state is None or running is None or running[0].missed:
        return Decision()
    review, missed = _missed(*running)
    return Decision(replace(state, review=review), emit=[missed])


def note_a_miss_before(review: Review, at: datetime) -> tuple[Review, list[DeadlineMissed]]:
    """Return the review, and what is to be said of its deadline, before a word on it that was said `at` is taken.

    A word that comes after the deadline but before its timer fired would otherwise hide that it was late.
    """
    decide_by = review.term.decide_by
    if review.missed or review.awaiting_supplement or decide_by is None or at <= decide_by:
        return review, []
    late, missed = _missed(review, decide_by)
    return late, [missed]


def _missed(review: Review, decide_by: datetime) -> tuple[Review, DeadlineMissed]:
    said = DeadlineMissed(institution=review.institution, escalated_to=review.agency, decide_by=decide_by)
    return replace(review, missed=True), said


def running_review(state: Case | None) -> tuple[Review, datetime] | None:
    """Return the review whose clock runs, and its deadline."""
    review = state.review if state else None
    if review is None or review.outcome or review.awaiting_supplement or review.term.decide_by is None:
        return None
    return review, review.term.decide_by
