"""The person chooses the hospital where the benefit is to be used: benefits alone says whether it is theirs."""

from dataclasses import replace

from chassis.decision import Cause, Decision, Emit
from contracts.events.benefits import DesignatedHospitalChosen, HospitalChoiceRefused
from contracts.events.intake import HospitalChosen
from contracts.events.requests import HospitalChoiceLodged
from contracts.events.updates import RequestRefused
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import Application, HospitalRequest, NoHospital, open_to, uploads_only
from intake.domain.offering import pinned
from intake.domain.progress import tell
from intake.domain.replies import accepted


def choose_hospital(
    packs: Packs, state: Application | None, body: HospitalChoiceLodged, cause: Cause
) -> Decision[Application]:
    """Ask benefits for a hospital, where the pooling area has one be chosen, after approval; one choice at a time.

    The answer comes as progress, or as the refusal of this request.
    """
    application = open_to(state, cause.actor)
    if uploads_only(application, cause.actor):
        raise refusals.UploadsOnly
    if pinned(packs, application).designated_hospital is None:
        raise refusals.NotOffered(what="选择定点就诊医院")
    if application.status is not ApplicationState.APPROVED:
        raise refusals.NotApproved
    if application.benefit.over is not None:
        raise refusals.NotEntitled
    if application.choosing is not None:
        if application.choosing.hospital != body.hospital:
            raise refusals.ChoicePending
        return Decision(answer=accepted(application, body, cause))
    asked = replace(
        application,
        choosing=HospitalRequest(cause.message_id, cause.actor, body.hospital),
        benefit=replace(application.benefit, refused=None),
    )
    chosen = HospitalChosen(
        person_ref=application.asked.person_ref,
        hospital=body.hospital,
        chosen_at=cause.now,
        choice_id=cause.message_id,
    )
    return Decision(asked, emit=[chosen], answer=accepted(application, body, cause))


def show_the_hospital(
    packs: Packs, state: Application | None, body: DesignatedHospitalChosen, cause: Cause
) -> Decision[Application]:
    """Tell every channel which hospital is the person's, and from when."""
    if state is None:
        return Decision()
    benefit = replace(state.benefit, hospital=body.hospital, hospital_from=body.effective_from, refused=None)
    told = replace(state, benefit=benefit, choosing=_others(state, body), changed_at=cause.now)
    return Decision(told, emit=tell(packs, told, state))


def say_it_was_refused(state: Application | None, body: HospitalChoiceRefused, _cause: Cause) -> Decision[Application]:
    """Tell the channel that asked why the hospital stays as it is, and when it may be changed."""
    if state is None or state.choosing is None or state.choosing.request_id != body.choice_id:
        return Decision()
    refused = refusals.hospital_refusal(body.code, body.next_possible)
    answer = RequestRefused(
        request_id=state.choosing.request_id,
        request=HospitalChoiceLodged.type_name(),
        code=body.code,
        detail=refused.text,
        next_possible=body.next_possible,
    )
    stays = replace(state.benefit, refused=NoHospital(body.code, body.next_possible))
    return Decision(replace(state, choosing=None, benefit=stays), emit=[Emit(answer, state.choosing.channel)])


def _others(state: Application, body: DesignatedHospitalChosen) -> HospitalRequest | None:
    """Return the choice that still waits, unless this answers it."""
    waiting = state.choosing
    return None if waiting is None or waiting.request_id == body.choice_id else waiting
