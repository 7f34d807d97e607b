"""A length of time in years or months, as rules say it."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from policy.corresponding_day import MONTHS_A_YEAR, months_after
from policy.record import Record


class Period(Record):
    """So many `years`, or so many `months`."""

    years: int | None = Field(default=None, ge=1, le=99)
    months: int | None = Field(default=None, ge=1, le=120)

    @model_validator(mode="after")
    def _says_one_of_them(self) -> Self:
        if (self.years is None) == (self.months is None):
            raise ValueError("a period is so many years or so many months: one of them")
        return self

    def before(self, day: date) -> date:
        """Return the corresponding day that much earlier."""
        return months_after(day, -(self.months or 0) - (self.years or 0) * MONTHS_A_YEAR)
