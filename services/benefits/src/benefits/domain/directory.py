"""What the rules need to know of institutions."""

from collections.abc import Collection
from typing import Protocol


class Institution(Protocol):
    """A hospital or an agency."""

    @property
    def roles(self) -> Collection[str]:
        """What it is: `hospital`, `agency`."""

    @property
    def suspended(self) -> bool:
        """Whether it has left the scheme."""


class Directory(Protocol):
    """Who takes part now."""

    def party(self, code: str) -> Institution | None:
        """Return the party, suspended or not."""
