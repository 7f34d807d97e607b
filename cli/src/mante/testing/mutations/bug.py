"""A bug that only real servers show."""

from dataclasses import dataclass

from mante.simulation.mutations.mutation import Mutation


@dataclass(frozen=True, slots=True)
class OnServers:
    """A bug, and the file of the test on real servers that must fail of it; `variant` is the one of its parameters."""

    mutation: Mutation
    path: str
    variant: str = ""

    @property
    def test(self) -> str:
        """The test, as pytest names it."""
        (function,) = self.mutation.caught_by
        return f"{self.path}::{function}{self.variant}"
