"""What became of a seeded bug, and how it is found out."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mante.simulation.mutations.mutation import Mutation
from mante.simulation.mutations.registry import MUTATIONS
from mante.simulation.running import Order, first_broken
from mante.testing.mutations.bug import OnServers
from mante.testing.mutations.on_servers import ON_SERVERS

SEED = 7
MOST = 2_000
"""So many lives at most until a bug of the simulation must be caught."""


@dataclass(frozen=True, slots=True)
class Caught:
    """By which checks a bug was caught (none: it wasn't), after how many `histories`; 0 are those of no simulation."""

    mutation: Mutation
    by: tuple[str, ...]
    histories: int = 0

    @property
    def is_well(self) -> bool:
        """Whether a check that is made for it caught it."""
        return not self.mutation.caught_by.isdisjoint(self.by)


def in_the_simulation(name: str) -> Caught:
    """Play histories until one breaks a promise."""
    found = first_broken(Order(MOST, SEED, name))
    if found is None:
        return Caught(MUTATIONS[name], ())
    number, played = found
    return Caught(MUTATIONS[name], tuple(sorted({check for check, _ in played.broken})), number + 1)


def on_servers() -> Iterator[Caught]:
    """Run the tests that must fail. Servers start once for all bugs that have a test of their own."""
    left = list(ON_SERVERS.values())
    while left:
        tests = {one.test: one for one in reversed(left)}
        together = list(tests.values())
        left = [one for one in left if one not in together]
        yield from _together(together)


def _together(bugs: Sequence[OnServers]) -> Iterator[Caught]:
    names, tests = [bug.mutation.name for bug in bugs], [bug.test for bug in bugs]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "planted.json"
        plugin = ["-p", "mante.testing.mutations.planting", "--plant", ",".join(names), "--planted", str(file)]
        run = [sys.executable, "-m", "pytest", *plugin, "-q", *tests]
        said = subprocess.run(run, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        if not file.exists():
            raise RuntimeError(said.stdout + said.stderr)
        outcomes = json.loads(file.read_text("utf-8"))
    for bug in bugs:
        failed = outcomes.get(bug.mutation.name) == "failed"
        yield Caught(bug.mutation, tuple(bug.mutation.caught_by) if failed else ())
