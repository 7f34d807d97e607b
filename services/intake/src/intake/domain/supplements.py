"""What a reviewer asks for in addition, and the person's answer to it."""

from dataclasses import replace

from chassis.decision import Cause, Decision, SetTimer
from contracts.events.requests import SupplementLodged
from contracts.events.review import SupplementRequested
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import WITH_REVIEW, Application, Handover, Supplement, TimerKind, open_to
from intake.domain.completeness import settle
from intake.domain.handover import hand_over
from intake.domain.linking import papers_lodged
from intake.domain.offering import pinned
from intake.domain.progress import tell
from intake.domain.replies import accepted


def pass_on_what_is_asked(
    packs: Packs, state: Application | None, body: SupplementRequested, cause: Cause
) -> Decision[Application]:
    """Tell every channel what the reviewer needs and by when; the review clock stands."""
    if state is None or state.status not in WITH_REVIEW:
        return Decision()
    asked = replace(
        state,
        status=ApplicationState.AWAITING_SUPPLEMENT,
        supplement=Supplement(body.round, body.answer_by, body.items),
        items=body.items,
        handover=None,
        term=replace(state.term, decide_by=None, provisional=False, overdue=False),
        changed_at=cause.now,
    )
    return Decision(state=asked, emit=tell(packs, asked, state))


def lodge_supplement(
    packs: Packs, state: Application | None, body: SupplementLodged, cause: Cause
) -> Decision[Application]:
    """Take in the answer to a supplement request; it goes to review when it is whole and its papers have verdicts."""
    application = open_to(state, cause.actor)
    _check_is_awaited(application, body, cause)
    handover = hand_over(pinned(packs, application), application, body, cause)
    lodged = replace(application, handover=handover, items=(), changed_at=cause.now)
    return settle(packs, lodged, cause, _taken_in(packs, lodged, body, handover, cause))


def _check_is_awaited(application: Application, body: SupplementLodged, cause: Cause) -> None:
    supplement, handover = application.supplement, application.handover
    awaiting = application.status is ApplicationState.AWAITING_SUPPLEMENT
    if not awaiting or supplement is None or supplement.round != body.round:
        raise refusals.NotAwaitingSupplement
    if supplement.provided or (handover is not None and handover.waiting):
        raise refusals.AlreadyProvided
    if cause.now > supplement.answer_by:
        raise refusals.SupplementOverdue


def _taken_in(
    packs: Packs, lodged: Application, body: SupplementLodged, handover: Handover, cause: Cause
) -> Decision[Application]:
    return Decision(
        emit=[*papers_lodged(lodged, handover), *tell(packs, lodged)],
        timers=[SetTimer(TimerKind.INSPECTION_WAIT, handover.wait_until)],
        answer=accepted(lodged, body, cause),
    )
