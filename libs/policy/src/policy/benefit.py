"""What an approval brings: from when, for how long, beside what else, and where it is used."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from contracts.vocabulary import Scheme
from pydantic import Field

from policy.exclusions import Exclusion, excluded_with
from policy.source import Sourced
from policy.validity import Validity, ValidityRule

_DAY = timedelta(days=1)
_LONGEST_MONTH = timedelta(days=31)


class BenefitStart(StrEnum):
    """From when the benefit holds."""

    DAY_OF_APPROVAL = "day_of_approval"
    FIRST_OF_NEXT_MONTH = "first_of_next_month"


class BenefitRule(Sourced):
    """待遇享受期. `max_diseases_per_person` is how many benefits one person has at most; None is no limit."""

    start: BenefitStart
    validity: ValidityRule
    max_diseases_per_person: int | None = Field(default=None, ge=1, le=100)
    exclusions: tuple[Exclusion, ...] = ()

    def begins(self, approved_on: date) -> date:
        """Return the benefit's first day for an approval on that day (both in Asia/Shanghai)."""
        if self.start is BenefitStart.DAY_OF_APPROVAL:
            return approved_on
        return (approved_on.replace(day=1) + _LONGEST_MONTH).replace(day=1)

    def validity_of(self, disease: str) -> Validity:
        """Return how long the benefit of a disease (its local code) holds."""
        return self.validity.of(disease)

    def excluded_with(
        self, wanted: tuple[str, Scheme], held: Iterable[tuple[str, Scheme]]
    ) -> tuple[str, Scheme] | None:
        """Return which of the benefits held keeps a person from the one wanted: disease and scheme each."""
        return excluded_with(self.exclusions, wanted, held)


class TakesEffect(StrEnum):
    """From when another hospital is the person's."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class DesignatedHospital(Sourced):
    """How many hospitals a person chooses, and how often in a calendar year they may change; a first choice is none.

    `free_change_when_hospital_leaves`: a change because the hospital left the scheme isn't counted.
    """

    choose: int = Field(ge=1, le=9)
    changes_per_year: int = Field(ge=0, le=99)
    takes_effect: TakesEffect
    free_change_when_hospital_leaves: bool

    def effective_from(self, chosen_on: date) -> date:
        """Return the day from which a change made then holds (both in Asia/Shanghai)."""
        return chosen_on if self.takes_effect is TakesEffect.SAME_DAY else chosen_on + _DAY
