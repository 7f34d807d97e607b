"""Who decides, how fast, and what may be asked for meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias

from contracts.vocabulary import Code, ReviewStep, Route
from pydantic import Field, model_validator

from policy.source import Sourced
from policy.text import Text
from policy.working_time import ReviewLimit

Level = Annotated[int, Field(ge=1, le=3)]
"""医院等级: 1 to 3."""


class HospitalReview(Sourced):
    """One institution of at least `min_level` decides."""

    step: Literal[ReviewStep.HOSPITAL_REVIEW]
    min_level: Level
    text: Text | None = None


class AgencyCheck(Sourced):
    """The agency (经办机构) looks first whether the papers will do."""

    step: Literal[ReviewStep.AGENCY_CHECK]
    text: Text | None = None


class ExpertPanel(Sourced):
    """`seats` experts vote; the case is decided when `majority` of them agree."""

    step: Literal[ReviewStep.EXPERT_PANEL]
    seats: int = Field(ge=1, le=15)
    majority: int = Field(ge=1, le=15)
    text: Text | None = None

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


class Clock(Sourced):
    """Time for a review. Without `review_limit` nothing can be overdue; `expected_review` is only an estimate to show.

    `warn_at` are the fractions of the limit at which the reviewing institution is reminded.
    """

    review_limit: ReviewLimit | None = None
    expected_review: ReviewLimit | None = None
    on_supplement: OnSupplement
    warn_at: tuple[Annotated[float, Field(gt=0, lt=1)], ...] = ()


class LaterRounds(StrEnum):
    """What a second or later supplement may ask for."""

    NEW_DEFECTS = "new_defects"
    """Only what came in, or came to light, after the notice before (一次性告知)."""
    ANYTHING = "anything"


class SupplementRule(Sourced):
    """补正: how often a reviewer may ask, what for, and the natural days to answer each time.

    `remind_at` is the fraction of the term after which the person is reminded; None is never.
    """

    max_rounds: int = Field(ge=0, le=9)
    later_rounds: LaterRounds
    days: int = Field(ge=1, le=90)
    remind_at: Annotated[float, Field(gt=0, lt=1)] | None = None

    def reminder(self, asked_at: datetime, answer_by: datetime) -> datetime | None:
        """Return when (aware) the person who was asked then is reminded of the last day; None where nobody is."""
        return None if self.remind_at is None else asked_at + (answer_by - asked_at) * self.remind_at


class Answer(StrEnum):
    """What an applicant may be told of a review."""

    APPROVED = "approved"
    REJECTED = "rejected"
    SUPPLEMENT = "supplement"
    PARTIALLY_APPROVED = "partially_approved"
    RETURNED = "returned"


class Outcomes(Sourced):
    """办理结果, as the city's own guide counts them."""

    answers: tuple[Answer, ...] = Field(min_length=1)


class RejectionReason(Sourced):
    """Why an application fails, and what the person can do then."""

    code: Code
    text: Text
    advice: Text


class AfterRejection(Sourced):
    """What is open to a person who was rejected: to apply again by these routes, and to object."""

    text: Text
    reapply_by: tuple[Route, ...] = Field(min_length=1)
    objection: Text
