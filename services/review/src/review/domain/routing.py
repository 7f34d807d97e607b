"""Who gets a step: a hospital, the agency, or a panel of its experts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from contracts.ids import derived
from contracts.vocabulary import ReviewStep
from policy.review import ExpertPanel, HospitalReview, Step

from review.domain.case import Application, Review
from review.domain.directory import Directory, Member
from review.domain.refusals import NoInstitution, PanelTooSmall

ROLE_OF = {
    ReviewStep.HOSPITAL_REVIEW: "reviewer",
    ReviewStep.AGENCY_CHECK: "clerk",
    ReviewStep.EXPERT_PANEL: "expert",
}
"""What somebody has to be, to act on a step."""

LEAD = "lead"
"""Who reviews like others, and may besides let a later notice ask for what the first one forgot."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom a task goes to; `practitioner` where it is one person's."""

    institution: str
    practitioner: str | None = None


def seats_of(step: Step, review: Review, directory: Directory, subject: UUID) -> list[Seat]:
    """Return who is to review this step; raises `NoInstitution`, `PanelTooSmall`."""
    if isinstance(step, HospitalReview):
        return [Seat(_hospital(step, review.application, directory, subject))]
    if isinstance(step, ExpertPanel):
        return [Seat(review.agency, expert) for expert in _experts(step, review, directory, subject)]
    return [Seat(review.agency)]


def agency_of(area: str, directory: Directory) -> str:
    """Return the agency of a pooling area; raises `NoInstitution`."""
    agency = directory.agency(area)
    if agency is None:
        raise NoInstitution(area=area)
    return agency.code


def is_own(application: Application, member: Member) -> bool:
    """Say whether somebody has a part in the application: nobody reviews their own."""
    return member.person_ref is not None and member.person_ref in (application.person_ref, application.agent_ref)


def _hospital(step: HospitalReview, application: Application, directory: Directory, subject: UUID) -> str:
    """The hospital that the person named, if it may review; else one of those that may, in turn."""
    able = [hospital.code for hospital in directory.institutions(application.pooling_area, step.min_level)]
    if application.hospital in able:
        return application.hospital
    if not able:
        raise NoInstitution(area=application.pooling_area)
    return _in_turn(able, subject)[0]


def _experts(step: ExpertPanel, review: Review, directory: Directory, subject: UUID) -> list[str]:
    role = ROLE_OF[step.step]
    members = (member for member in directory.staff(review.agency) if role in member.roles)
    able = [member.practitioner for member in members if not is_own(review.application, member)]
    if len(able) < step.seats:
        raise PanelTooSmall(seats=step.seats)
    return _in_turn(able, subject)[: step.seats]


def _in_turn(codes: Iterable[str], subject: UUID) -> list[str]:
    """Return the codes in an order of the application's own: the load spreads, and a newcomer shifts few."""
    return sorted(codes, key=lambda code: derived(subject, code))
