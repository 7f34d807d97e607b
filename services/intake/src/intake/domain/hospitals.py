"""The person chooses the hospital where the benefit is to be used."""

from chassis.decision import Cause, Decision
from contracts.events.intake import HospitalChosen
from contracts.events.requests import HospitalChoiceLodged
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import Application, open_to
from intake.domain.offering import pinned
from intake.domain.replies import accepted


def choose_hospital(
    packs: Packs, state: Application | None, body: HospitalChoiceLodged, cause: Cause
) -> Decision[Application]:
    """Pass on the choice of a hospital, where the pooling area has one be chosen, after approval."""
    application = open_to(state, cause.actor)
    if pinned(packs, application).designated_hospital is None:
        raise refusals.NotOffered(what="选择定点就诊医院")
    if application.status is not ApplicationState.APPROVED:
        raise refusals.NotApproved
    chosen = HospitalChosen(person_ref=application.asked.person_ref, hospital=body.hospital, chosen_at=cause.now)
    return Decision(emit=[chosen], answer=accepted(application, body, cause))
