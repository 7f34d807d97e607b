"""What an approval brings: from when, and where it is used."""

from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from policy.record import Record
from policy.source import SourceCode

_LONGEST_MONTH = timedelta(days=31)


class BenefitStart(StrEnum):
    """From when the benefit holds."""

    DAY_OF_APPROVAL = "day_of_approval"
    FIRST_OF_NEXT_MONTH = "first_of_next_month"


class BenefitRule(Record):
    """待遇享受期."""

    start: BenefitStart
    source: SourceCode

    def begins(self, approved_on: date) -> date:
        """Return the benefit's first day for an approval on that day (both in Asia/Shanghai)."""
        if self.start is BenefitStart.DAY_OF_APPROVAL:
            return approved_on
        return (approved_on.replace(day=1) + _LONGEST_MONTH).replace(day=1)


class DesignatedHospital(Record):
    """How many hospitals a person chooses, and how often a year they may change."""

    choose: int = Field(ge=1, le=9)
    changes_per_year: int = Field(ge=0, le=99)
    source: SourceCode
