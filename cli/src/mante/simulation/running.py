"""Many histories, on all cores; the same seed and number of lives give the same ones, whatever the cores."""

import gc
import multiprocessing
import os
import time
from bisect import insort
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from mante.simulation.cast import Cast
from mante.simulation.mutations.registry import MUTATIONS
from mante.simulation.playing import Played, played
from mante.simulation.script.drawing import LIVES, draw
from mante.simulation.script.script import Script

Progress = Callable[[int], None]
COLLECT_EVERY = 4
"""Histories after which what is left of them is cleared away: in between, a collector would find little."""


@dataclass(slots=True)
class Run:
    """What came of many histories. `histories` are the numbers of those that broke."""

    seed: int
    lives: int = 0
    events: int = 0
    seconds: float = 0.0
    cores: int = 1
    violations: int = 0
    digest: str = ""
    broken: dict[str, int] = field(default_factory=dict)
    histories: list[int] = field(default_factory=list)

    @property
    def lives_per_s(self) -> float:
        """How many lives a second, on all cores together."""
        return round(self.lives / self.seconds, 1) if self.seconds else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the figures."""
        return {
            "lives": self.lives,
            "events": self.events,
            "lives_per_s": self.lives_per_s,
            "cores": self.cores,
            "violations": self.violations,
            "broken": self.broken,
            "histories": self.histories,
            "seed": self.seed,
            "digest": self.digest,
        }


@dataclass(frozen=True, slots=True)
class Order:
    """What one run plays."""

    lives: int
    seed: int
    mutation: str | None = None
    only: int | None = None

    def scripts(self) -> Iterator[tuple[int, int]]:
        """Give the number of each history, and its lives: of the one that is asked for, or of all."""
        for number, begun in enumerate(range(0, self.lives, LIVES)):
            if self.only in (None, number):
                yield number, min(LIVES, self.lives - begun)

    def script(self, number: int) -> Script:
        """Return the script of one history."""
        return draw(self.seed, number, dict(self.scripts())[number])


class Theatre:
    """One process that plays: its services are made once, with a bug in them if there is to be one."""

    def __init__(self, order: Order) -> None:
        """Make the services."""
        self._bugs = ExitStack()
        if order.mutation:
            self._bugs.enter_context(MUTATIONS[order.mutation].planted())
        self.order, self.cast = order, Cast()
        gc.freeze()

    def play(self, number: int, lives: int) -> tuple[int, Played]:
        """Play one history."""
        gc.disable()
        found, _ = played(draw(self.order.seed, number, lives), self.cast)
        gc.enable()
        if number % COLLECT_EVERY == 0:
            gc.collect()
        return number, found

    def close(self) -> None:
        """Take the bug out again."""
        self._bugs.close()


_theatre: list[Theatre] = []


def _open(order: Order) -> None:
    _theatre.append(Theatre(order))


def _play(at: tuple[int, int]) -> tuple[int, Played]:
    return _theatre[0].play(*at)


def run(order: Order, progress: Progress, cores: int | None = None) -> Run:
    """Play everything that is ordered; `progress` hears how many lives are over."""
    found, digests = Run(order.seed, cores=cores or len(os.sched_getaffinity(0))), dict[int, str]()
    began = time.perf_counter()
    for number, one in _all(order, found.cores):
        digests[number] = one.digest
        _add(found, number, one)
        progress(one.lives)
    found.seconds = time.perf_counter() - began
    found.digest = blake2b("".join(digests[number] for number in sorted(digests)).encode(), digest_size=16).hexdigest()
    return found


def first_broken(order: Order) -> tuple[int, Played] | None:
    """Play one history after the other until one breaks a promise; return its number, and what came of it."""
    theatre = Theatre(order)
    try:
        for at in order.scripts():
            number, one = theatre.play(*at)
            if one.broken:
                return number, one
    finally:
        theatre.close()
    return None


def _all(order: Order, cores: int) -> Iterator[tuple[int, Played]]:
    scripts = list(order.scripts())
    if cores == 1 or len(scripts) == 1:
        theatre = Theatre(order)
        try:
            yield from (theatre.play(*at) for at in scripts)
        finally:
            theatre.close()
        return
    with multiprocessing.get_context("spawn").Pool(cores, _open, (order,)) as pool:
        yield from pool.imap_unordered(_play, scripts)


def _add(found: Run, number: int, one: Played) -> None:
    found.lives += one.lives
    found.events += one.events
    found.violations += len(one.broken)
    for name, _ in one.broken:
        found.broken[name] = found.broken.get(name, 0) + 1
    if one.broken:
        insort(found.histories, number)
