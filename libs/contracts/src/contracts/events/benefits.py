"""What benefits grants: facts for channels, settlement and the national platform."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.event import Event
from contracts.vocabulary import (
    AreaCode,
    Code,
    Count,
    Day,
    InstitutionCode,
    Moment,
    NationalDiseaseCode,
    PersonRef,
    RequestId,
    Scheme,
)

ChangeOfYear = Annotated[int, Field(ge=1, le=100)]
Registration = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class EntitlementGranted(Event):
    """The benefit holds from `start` (a date, Asia/Shanghai); without `end` it doesn't lapse."""

    person_ref: PersonRef
    pooling_area: AreaCode
    scheme: Scheme
    disease_code: Code
    national_code: NationalDiseaseCode | None = None
    start: Day
    end: Day | None = None
    granted_at: Moment


class EntitlementRefused(Event):
    """Review approved, and yet nothing is granted: `reason` says why, `since` from when another benefit stands."""

    person_ref: PersonRef
    reason: Code
    since: Day | None = None
    refused_at: Moment


class DesignatedHospitalChosen(Event):
    """The hospital where the person uses the benefit, from `effective_from` on.

    `change_of_year` is the number of this choice among those of its calendar year. `choice_id` is the person's request;
    `changes_left` is how often they may still change this year, `instead_of` the hospital that was theirs before.
    """

    person_ref: PersonRef
    hospital: InstitutionCode
    effective_from: Day
    change_of_year: ChangeOfYear
    changes_left: Count | None = None
    instead_of: InstitutionCode | None = None
    choice_id: RequestId | None = None


class HospitalChoiceRefused(Event):
    """The person's hospital stays as it is, and why; `next_possible` is the first day on which they may change it."""

    person_ref: PersonRef
    hospital: InstitutionCode
    code: Code
    next_possible: Day | None = None
    refused_at: Moment
    choice_id: RequestId | None = None


class DesignatedHospitalLeft(Event):
    """The person's hospital takes no part since `left_on`: they may choose another.

    Said once for each departure, by the application that was granted last.
    """

    person_ref: PersonRef
    hospital: InstitutionCode
    left_on: Day


class EntitlementRegistered(Event):
    """The national platform took the registration; `registration` is its serial number."""

    registration: Registration
    registered_at: Moment


class RecertificationDue(Event):
    """复审: the entitlement has to be proven again by `due_on`."""

    person_ref: PersonRef
    due_on: Day


class EntitlementEnded(Event):
    """The entitlement is over, and why."""

    person_ref: PersonRef
    reason: Code
    ended_at: Moment
