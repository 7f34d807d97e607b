"""A life: one application, from its draft to its last notice, and what is to go otherwise in it."""

from dataclasses import dataclass, field
from datetime import timedelta

from mante.simulation.script.turns import Turn


@dataclass(frozen=True, slots=True)
class Life:
    """Who applies where for what, when (after the history's beginning), and the turns it takes.

    `number` names it within its history, `person` a person, who may have several lives. `papers_of` is another of them
    whose papers are used again. `dice` is what its own chances
    are drawn from, so that they stay the same whatever becomes of the others.
    """

    number: int
    person: int
    area: str
    disease: str
    channel: str
    begins: timedelta
    dice: int
    turns: frozenset[Turn] = field(default_factory=frozenset)
    papers_of: int | None = None

    def takes(self, *turns: Turn) -> bool:
        """Say whether it takes any of these turns."""
        return not self.turns.isdisjoint(turns)
