"""What benefits says of an application."""

from uuid import UUID

from contracts.events.benefits import DesignatedHospitalChosen, EntitlementGranted, HospitalChoiceRefused
from contracts.vocabulary import Scheme

from .story import Applying

FIRST, SECOND = "H52020199001", "H52020199002"


def granted(one: Applying, start: str = "2026-11-24", end: str | None = None) -> EntitlementGranted:
    return EntitlementGranted(
        person_ref=one.person,
        pooling_area=one.area,
        scheme=Scheme.RESIDENT,
        disease_code="bronchial_asthma",
        start=start,
        end=end,
        granted_at=one.world.now,
    )


def theirs(one: Applying, request: UUID | None, hospital: str = FIRST) -> DesignatedHospitalChosen:
    return DesignatedHospitalChosen(
        person_ref=one.person, hospital=hospital, effective_from="2026-11-24", change_of_year=1, choice_id=request
    )


def refused(one: Applying, request: UUID | None, code: str, following: str | None = None) -> HospitalChoiceRefused:
    return HospitalChoiceRefused(
        person_ref=one.person,
        hospital=SECOND,
        code=code,
        next_possible=following,
        refused_at=one.world.now,
        choice_id=request,
    )
