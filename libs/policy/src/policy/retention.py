"""How long papers and files of an application are kept."""

from datetime import date

from pydantic import Field

from policy.corresponding_day import MONTHS_A_YEAR, months_after
from policy.source import Sourced


class Retention(Sourced):
    """保管期限 in years: of what was granted after the entitlement's end, of everything else after it was closed."""

    after_entitlement_years: int = Field(ge=1, le=100)
    after_closing_years: int = Field(ge=1, le=100)

    def granted_until(self, entitlement_ended_on: date) -> date:
        """Return the last day on which the file of an approved application is kept."""
        return months_after(entitlement_ended_on, self.after_entitlement_years * MONTHS_A_YEAR)

    def closed_until(self, closed_on: date) -> date:
        """Return the last day on which the file of any other application is kept."""
        return months_after(closed_on, self.after_closing_years * MONTHS_A_YEAR)
