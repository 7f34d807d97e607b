"""A beneficiary: a person in a pooling area, with all that is granted to them there and their hospital.

What has to be true across a person's applications is decided here, under one lock.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from contracts.ids import derived
from contracts.vocabulary import Scheme


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an application was granted; days are included (Asia/Shanghai).

    From `renewable_from` on, another approval of the disease renews it; a benefit without an end is never renewed.
    """

    application: UUID
    disease: str
    scheme: Scheme
    start: date
    end: date | None
    notice_days: tuple[int, ...] = ()
    renewable_from: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day, or will."""
        return self.end is None or self.end >= day


@dataclass(frozen=True, slots=True)
class Designation:
    """A hospital that was chosen. `is_change` is whether it counts against the year's changes."""

    hospital: str
    chosen_on: date
    effective_from: date
    is_change: bool


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """A person's benefits and hospitals, in the order in which they came."""

    kind: Literal["beneficiary"] = "beneficiary"
    benefits: tuple[Benefit, ...] = ()
    hospitals: tuple[Designation, ...] = ()

    def of(self, application: UUID) -> Benefit | None:
        """Return what an application was granted."""
        return next((benefit for benefit in self.benefits if benefit.application == application), None)

    def held_on(self, day: date) -> tuple[Benefit, ...]:
        """Return what is not over on a day."""
        return tuple(benefit for benefit in self.benefits if benefit.holds_on(day))


def key_of(person_ref: UUID, area: str) -> UUID:
    """Return the aggregate's id: no application ever has it, whatever id a channel makes up."""
    return derived(person_ref, f"beneficiary:{area}")
