"""What the register of the insured said of the person, as intake passed it on."""

from dataclasses import dataclass
from datetime import datetime

from contracts.events.intake import InsuranceCheck
from contracts.vocabulary import InsuranceResult


@dataclass(frozen=True, slots=True)
class Insurance:
    """The register's word, when (UTC) it was given, and the first day of an entitlement that stands in the way."""

    result: InsuranceResult
    checked_at: datetime | None = None
    since: str | None = None


def insurance_of(check: InsuranceCheck | None) -> Insurance | None:
    """Return what intake passed on; None where the city has no register to ask."""
    return None if check is None else Insurance(check.result, check.checked_at, check.since)
