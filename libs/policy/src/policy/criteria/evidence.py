"""What a criterion may ask of the evidence: how recent, issued where, signed by whom."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from policy.period import Period
from policy.record import Record
from policy.review import Level
from policy.text import Text


class DocumentKind(StrEnum):
    """A kind of medical paper."""

    DIAGNOSIS_CERTIFICATE = "diagnosis_certificate"
    DISCHARGE_SUMMARY = "discharge_summary"
    INPATIENT_RECORD = "inpatient_record"
    OUTPATIENT_RECORD = "outpatient_record"
    SURGERY_RECORD = "surgery_record"
    TREATMENT_PLAN = "treatment_plan"
    PATHOLOGY_REPORT = "pathology_report"
    IMAGING_REPORT = "imaging_report"
    LABORATORY_REPORT = "laboratory_report"
    FUNCTION_TEST = "function_test"


class Issuer(Record):
    """The institution: of at least `min_level` (1 to 3), in it grade `A` (甲等), and by one of the `departments`."""

    min_level: Level
    grade: Literal["A"] | None = None
    departments: tuple[Text, ...] = ()


class Title(StrEnum):
    """A doctor's rank, lowest first."""

    ATTENDING = "attending"
    ASSOCIATE_CHIEF = "associate_chief"
    CHIEF = "chief"


class Signers(Record):
    """So many doctors of at least that rank."""

    count: int = Field(ge=1, le=9)
    title: Title


class Evidence(Record):
    """What is asked of the evidence for one criterion, or for a whole group of them."""

    within: Period | None = None
    issued_by: Issuer | None = None
    signed_by: Signers | None = None


class Visits(Record):
    """Visits as an outpatient, or stays as an inpatient."""

    outpatient: int | None = Field(default=None, ge=1, le=99)
    inpatient: int | None = Field(default=None, ge=1, le=99)

    @model_validator(mode="after")
    def _counts_one_kind(self) -> Self:
        if (self.outpatient is None) == (self.inpatient is None):
            raise ValueError("so many outpatient visits or so many stays: one of them; for either, say any_of")
        return self
