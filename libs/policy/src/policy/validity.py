"""How long a benefit holds, and when its proof has to be renewed (复审)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from contracts.vocabulary import Code
from pydantic import Field, model_validator

from policy.corresponding_day import MONTHS_A_YEAR, months_after
from policy.record import Record
from policy.source import Sourced


class YearsCount(StrEnum):
    """What a number of years is counted by."""

    FROM_START = "from_start"
    """To the corresponding day (民法典 §202)."""
    CALENDAR_YEARS = "calendar_years"
    """To 31 December; the year of the start is the first (宝鸡)."""


class Validity(Sourced):
    """待遇有效期: long-term, so many `years`, or `until` a day; the last two end unless the proof is renewed.

    `recertification_notice_days` say how many days before the last day the person is told, longest first.
    """

    years: int | None = Field(default=None, ge=1, le=99)
    counted: YearsCount = YearsCount.FROM_START
    until: date | None = None
    recertification_notice_days: tuple[Annotated[int, Field(ge=1, le=365)], ...] = ()

    @model_validator(mode="after")
    def _ends_one_way(self) -> Self:
        if self.years is not None and self.until is not None:
            raise ValueError("a benefit holds for some years or until a day, not both")
        if self.is_long_term and self.recertification_notice_days:
            raise ValueError("what holds for good is never recertified: no days to tell of it before")
        if any(later >= earlier for earlier, later in pairwise(self.recertification_notice_days)):
            raise ValueError("the notice days run from the longest to the shortest")
        return self

    @property
    def is_long_term(self) -> bool:
        """Tell whether it holds without end (长期有效)."""
        return self.years is None and self.until is None

    def ends(self, start: date) -> date | None:
        """Return the last day of a benefit that starts then, included; None where it has no end."""
        if self.years is None:
            return self.until
        if self.counted is YearsCount.CALENDAR_YEARS:
            return date(start.year + self.years - 1, 12, 31)
        return months_after(start, self.years * MONTHS_A_YEAR)


class ValidityRule(Record):
    """The validity of each disease that has one of its own, and of all others."""

    otherwise: Validity
    diseases: Mapping[Code, Validity] = Field(default_factory=dict)

    def of(self, disease: str) -> Validity:
        """Return the validity of a disease by its local code."""
        return self.diseases.get(disease, self.otherwise)
