"""What review says about the case, as the applicant sees it."""

from dataclasses import replace

from chassis.decision import Cause, ClearTimer, Decision
from contracts.events.review import CaseClosed, CaseOpened, DeadlineMissed, DeadlineMoved, ReviewDecided, ReviewResumed
from contracts.vocabulary import ApplicationState, Verdict
from policy.registry import Packs

from intake.domain.application import WITH_REVIEW, Application, Ending, Term, TimerKind
from intake.domain.offering import pinned
from intake.domain.progress import tell


def show_the_review(packs: Packs, state: Application | None, body: CaseOpened, cause: Cause) -> Decision[Application]:
    """Tell the person that review has begun, and when it will be decided."""
    term = Term(body.decide_by, body.decide_by_is_provisional, body.expected_by)
    return _in_review(packs, replace(state, step=body.step) if state else None, term, cause)


def show_the_next_step(
    packs: Packs, state: Application | None, body: ReviewDecided, cause: Cause
) -> Decision[Application]:
    """Tell the person who has it now, when one step of the review has passed it on to the next."""
    if state is None or state.status not in WITH_REVIEW or body.verdict is not Verdict.APPROVED:
        return Decision()
    steps = [each.step for each in pinned(packs, state).review_steps]
    following = steps[steps.index(body.step) + 1 :] if body.step in steps else []
    if not following:
        return Decision()
    moved = replace(state, step=following[0], changed_at=cause.now)
    return Decision(state=moved, emit=tell(packs, moved, state))


def show_the_new_term(
    packs: Packs, state: Application | None, body: ReviewResumed, cause: Cause
) -> Decision[Application]:
    """Tell the person that the supplement arrived and the review clock began afresh."""
    expected = state.term.expected_by if state else None
    return _in_review(packs, state, Term(body.decide_by, body.decide_by_is_provisional, expected), cause)


def _in_review(packs: Packs, state: Application | None, term: Term, cause: Cause) -> Decision[Application]:
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
    return Decision(state=reviewed, emit=tell(packs, reviewed, state))


def show_the_delay(
    packs: Packs, state: Application | None, body: DeadlineMissed, cause: Cause
) -> Decision[Application]:
    """Tell the person that the decision is overdue; the case stays open."""
    if state is None or state.status not in WITH_REVIEW:
        return Decision()
    late = replace(state, term=replace(state.term, decide_by=body.decide_by, overdue=True), changed_at=cause.now)
    return Decision(state=late, emit=tell(packs, late, state))


def show_the_moved_deadline(
    packs: Packs, state: Application | None, body: DeadlineMoved, cause: Cause
) -> Decision[Application]:
    """Tell the person when it is to be decided, now that the calendar was corrected."""
    if state is None or state.status not in WITH_REVIEW:
        return Decision()
    term = Term(body.decide_by, body.decide_by_is_provisional, state.term.expected_by)
    moved = replace(state, term=term, changed_at=cause.now)
    return Decision(state=moved, emit=tell(packs, moved, state))


def show_the_end(packs: Packs, state: Application | None, body: CaseClosed, cause: Cause) -> Decision[Application]:
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
        emit=tell(packs, ended, state),
        timers=[ClearTimer(TimerKind.INSPECTION_WAIT)],
        release=[ended.open_key],
    )
