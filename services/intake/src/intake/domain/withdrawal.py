"""The person takes the application back: before submission intake ends it, afterwards review alone can."""

from dataclasses import replace

from chassis.decision import Cause, Decision, Emit, Refused
from contracts.events.intake import WithdrawalRequested
from contracts.events.requests import WithdrawalLodged
from contracts.events.review import WithdrawalRefused
from contracts.events.updates import RequestRefused
from contracts.vocabulary import ApplicationState, Outcome
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application, Ending, Withdrawal, open_to, uploads_only
from intake.domain.expiry import close_draft, why_gone
from intake.domain.offering import pinned
from intake.domain.replies import accepted

GIVE_UP = "如需放弃已认定的待遇，请联系参保地医保经办机构办理（电话{phone}）。"
ASK_THERE = "结果由参保地告知申请人，请由参保人向参保地医保经办机构查询。"
LAPSED = "逾期未补正的申请不影响再次申请。"


def withdraw(packs: Packs, state: Application | None, body: WithdrawalLodged, cause: Cause) -> Decision[Application]:
    """End what wasn't submitted; ask review to end what was: one arbiter decides whether it comes in time.

    What has ended stays so: an entitlement isn't withdrawn but given up, at the agency.
    """
    application = open_to(state, cause.actor)
    if application.status in UNSUBMITTED:
        ended = replace(application, ending=Ending(Outcome.WITHDRAWN), status=ApplicationState.WITHDRAWN)
        closed = close_draft(packs, ended, ApplicationState.WITHDRAWN, cause)
        return replace(closed, answer=accepted(ended, body, cause))
    if application.status not in WITH_REVIEW:
        raise _too_late(packs, application, cause.actor)
    return _ask_review(application, body, cause)


def _too_late(packs: Packs, application: Application, channel: str) -> Refused:
    if application.status is ApplicationState.WITHDRAWN:
        return refusals.AlreadyWithdrawn()
    if application.status is ApplicationState.EXPIRED:
        return why_gone(application)
    return refusals.AlreadyDecided(instead=_instead(packs, application, channel))


def _instead(packs: Packs, application: Application, channel: str) -> str:
    """Return what a person can do who wanted to withdraw, and was decided on first; how isn't told to a hospital."""
    if uploads_only(application, channel):
        return ASK_THERE
    pack = pinned(packs, application)
    match application.status:
        case ApplicationState.REJECTED:
            return pack.after_rejection.text.zh
        case ApplicationState.LAPSED:
            return LAPSED
    return GIVE_UP.format(phone=pack.helpline.phone)


def _ask_review(application: Application, body: WithdrawalLodged, cause: Cause) -> Decision[Application]:
    answer = accepted(application, body, cause)
    if application.withdrawal is not None:
        return Decision(answer=answer)
    asked = replace(application, withdrawal=Withdrawal(cause.message_id, cause.actor))
    event = WithdrawalRequested(channel=cause.actor, reason=body.reason, requested_at=cause.now)
    return Decision(state=asked, emit=[event], answer=answer)


def say_it_came_too_late(
    packs: Packs, state: Application | None, body: WithdrawalRefused, cause: Cause
) -> Decision[Application]:
    """Tell the channel that asked: the case was decided first."""
    del cause
    if state is None or state.withdrawal is None:
        return Decision()
    withdrawal = state.withdrawal
    refused = RequestRefused(
        request_id=withdrawal.request_id,
        request=WithdrawalLodged.type_name(),
        code=body.code,
        detail=refusals.AlreadyDecided(instead=_instead(packs, state, withdrawal.channel)).text,
    )
    return Decision(state=replace(state, withdrawal=None), emit=[Emit(refused, withdrawal.channel)])
