"""A script: all that is decided of a history before it begins."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mante.simulation.script.faults import Fault
from mante.simulation.script.lives import Life


@dataclass(frozen=True, slots=True)
class Script:
    """One history. `begins` is UTC; after `lasts` nothing more is waited for."""

    seed: int
    begins: datetime
    lasts: timedelta
    lives: tuple[Life, ...]
    faults: tuple[Fault, ...]

    @property
    def size(self) -> int:
        """How much there is to tell: lives, their turns, faults."""
        return len(self.lives) + sum(len(life.turns) for life in self.lives) + len(self.faults)

    def without_life(self, number: int) -> "Script":
        """Return it without one life."""
        return replace(self, lives=tuple(life for life in self.lives if life.number != number))
