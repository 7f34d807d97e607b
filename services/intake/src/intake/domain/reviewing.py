"""What review says about the case, as the applicant sees it."""

from dataclasses import replace

from chassis.decision import Cause, ClearTimer, Decision
from contracts.events.review import CaseClosed, CaseOpened, DeadlineMissed, ReviewResumed
from contracts.vocabulary import ApplicationState

from intake.domain.application import WITH_REVIEW, Application, Ending, Term, TimerKind
from intake.domain.progress import tell


def show_the_review(state: Application | None, body: CaseOpened, cause: Cause) -> Decision[Application]:
    """Tell the person that review has begun, and when it will be decided."""
    term = Term(body.decide_by, body.decide_by_is_provisional, body.expected_by)
    return _in_review(state, term, cause)


def show_the_new_term(state: Application | None, body: ReviewResumed, cause: Cause) -> Decision[Application]:
    """Tell the person that the supplement arrived and the review clock began afresh."""
    expected = state.term.expected_by if state else None
    return _in_review(state, Term(body.decide_by, body.decide_by_is_provisional, expected), cause)


def _in_review(state: Application | None, term: Term, cause: Cause) -> Decision[Application]:
    if state is None or state.status not in WITH_REVIEW:
        return Decision()
    reviewed = replace(
        state,
        status=ApplicationState.IN_REVIEW,
        term=term,
        items=(),
        handover=None,
        supplement=None,
        changed_at=cause.now,
    )
    return Decision(state=reviewed, emit=tell(reviewed))


def show_the_delay(state: Application | None, body: DeadlineMissed, cause: Cause) -> Decision[Application]:
    """Tell the person that the decision is overdue; the case stays open."""
    if state is None or state.status not in WITH_REVIEW:
        return Decision()
    late = replace(state, term=replace(state.term, decide_by=body.decide_by, overdue=True), changed_at=cause.now)
    return Decision(state=late, emit=tell(late))


def show_the_end(state: Application | None, body: CaseClosed, cause: Cause) -> Decision[Application]:
    """Tell the person how it ended; another application for the disease may be opened from now on."""
    if state is None or state.status not in WITH_REVIEW:
        return Decision()
    ended = replace(
        state,
        status=ApplicationState(body.outcome.value),
        ending=Ending(body.outcome, body.benefit_start, body.reasons),
        items=(),
        handover=None,
        supplement=None,
        changed_at=cause.now,
    )
    return Decision(
        state=ended,
        emit=tell(ended),
        timers=[ClearTimer(TimerKind.INSPECTION_WAIT)],
        release=[ended.open_key],
    )
