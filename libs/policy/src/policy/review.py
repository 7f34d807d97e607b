"""Who decides, how fast, and what may be asked for meanwhile."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias

from contracts.vocabulary import Code, ReviewStep
from pydantic import Field, model_validator

from policy.record import Record
from policy.source import SourceCode
from policy.text import Text
from policy.working_time import ReviewLimit

Level = Annotated[int, Field(ge=1, le=3)]
"""医院等级: 1 to 3."""


class HospitalReview(Record):
    """One institution of at least `min_level` decides."""

    step: Literal[ReviewStep.HOSPITAL_REVIEW]
    min_level: Level
    source: SourceCode


class AgencyCheck(Record):
    """The agency (经办机构) looks first whether the papers will do."""

    step: Literal[ReviewStep.AGENCY_CHECK]
    source: SourceCode


class ExpertPanel(Record):
    """`seats` experts vote; the case is decided when `majority` of them agree."""

    step: Literal[ReviewStep.EXPERT_PANEL]
    seats: int = Field(ge=1, le=15)
    majority: int = Field(ge=1, le=15)
    source: SourceCode

    @model_validator(mode="after")
    def _can_only_decide_one_way(self) -> Self:
        if not self.seats < 2 * self.majority <= 2 * self.seats:
            raise ValueError(f"a majority of {self.seats} seats is more than half of them, and at most all")
        return self


Step: TypeAlias = Annotated[HospitalReview | AgencyCheck | ExpertPanel, Field(discriminator="step")]
Steps: TypeAlias = Sequence[Step]


class OnSupplement(StrEnum):
    """What a supplement does to the review clock."""

    RESTART = "restart"
    NONE = "none"


class Clock(Record):
    """Time for a review. Without `review_limit` nothing can be overdue; `expected_review` is only an estimate to show.

    `warn_at` are the fractions of the limit at which the reviewing institution is reminded.
    """

    review_limit: ReviewLimit | None = None
    expected_review: ReviewLimit | None = None
    on_supplement: OnSupplement
    warn_at: tuple[Annotated[float, Field(gt=0, lt=1)], ...] = ()
    source: SourceCode


class SupplementRule(Record):
    """补正: how often a reviewer may ask, and the natural days to answer each time."""

    max_rounds: int = Field(ge=0, le=9)
    days: int = Field(ge=1, le=90)
    source: SourceCode


class RejectionReason(Record):
    """Why an application fails, and what the person can do then."""

    code: Code
    text: Text
    advice: Text


class AfterRejection(Record):
    """What is open to a person who was rejected: to apply again, and to object."""

    text: Text
    objection: Text
    source: SourceCode
