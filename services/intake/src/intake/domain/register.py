"""What is asked of the register of the insured (参保信息, national 1101 and 5301), and what it answers."""

from typing import Annotated

from contracts.event import Part
from contracts.vocabulary import AreaCode, Code, Day, Moment, NationalDiseaseCode, PersonRef, Scheme
from pydantic import Field

MOST = 200
"""So many insurances, and entitlements, one person may have."""


class CheckInsurance(Part):
    """Ask whether a person is insured in `area`, and which entitlements they have."""

    person_ref: PersonRef
    area: AreaCode


class Insured(Part):
    """An insurance that is active now. `area` may be a county of a pooling area (`insuplc_admdvs`)."""

    area: AreaCode
    scheme: Scheme


class Entitled(Part):
    """An entitlement as registered: by the national code, the city's own, or both. Without `end` it doesn't lapse."""

    national_code: NationalDiseaseCode | None = None
    disease_code: Code | None = None
    start: Day
    end: Day | None = None


class InsuranceAnswered(Part):
    """What the register knows of a person; nothing, if it doesn't know them. Nothing in it is personal."""

    insured: Annotated[tuple[Insured, ...], Field(max_length=MOST)] = ()
    entitlements: Annotated[tuple[Entitled, ...], Field(max_length=MOST)] = ()
    checked_at: Moment
