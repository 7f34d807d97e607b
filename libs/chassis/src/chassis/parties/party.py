"""Who takes part: a channel that people apply through, an institution that reviews, and its people; and operators."""

from dataclasses import dataclass
from uuid import UUID

from contracts.catalogue import PartyKind


@dataclass(frozen=True, slots=True)
class Party:
    """A channel or an institution. `level` is its 医院等级, 1 to 3; `area` the pooling area, six digits."""

    code: str
    kind: PartyKind
    name: str
    level: int | None = None
    area: str | None = None
    roles: frozenset[str] = frozenset()
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who works at an institution. `person_ref` is set where the vault knows them as an insured person."""

    practitioner: str
    institution: str
    name: str
    roles: frozenset[str] = frozenset()
    phone: str | None = None
    person_ref: UUID | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Operator:
    """Someone who runs Mante."""

    code: str
    name: str
    disabled: bool = False
