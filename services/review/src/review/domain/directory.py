"""What the rules need to know of institutions and the people who work there."""

from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID


class Institution(Protocol):
    """A hospital or an agency."""

    @property
    def code(self) -> str:
        """Its national code."""


class Member(Protocol):
    """Somebody who works at an institution; `person_ref` if they are known to the vault as a person, too."""

    @property
    def practitioner(self) -> str:
        """The person's national code."""

    @property
    def roles(self) -> Collection[str]:
        """What they do there: `reviewer`, `clerk`, `expert`, `duty`."""

    @property
    def disabled(self) -> bool:
        """Whether they may not act any more."""

    @property
    def person_ref(self) -> UUID | None:
        """Who they are in the vault."""


class Directory(Protocol):
    """Who is there now; suspended institutions are left out."""

    def institutions(self, area: str, min_level: int) -> Sequence[Institution]:
        """Return the hospitals of a pooling area of at least that level."""

    def agency(self, area: str) -> Institution | None:
        """Return the agency (经办机构) of a pooling area."""

    def staff(self, institution: str) -> Sequence[Member]:
        """Return who works at an institution and isn't disabled."""

    def practitioner(self, institution: str, code: str) -> Member | None:
        """Return one of an institution's people, disabled or not."""
