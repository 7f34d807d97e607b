"""One history, drawn, played and judged; what is left of it is small enough to be handed on."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from mante.simulation.cast import Cast
from mante.simulation.history import History, play
from mante.simulation.invariants.checks import violations
from mante.simulation.invariants.evidence import Violation
from mante.simulation.script.script import Script

ERROR = 40


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a history. `broken` are the checks that failed, with what they said."""

    lives: int
    events: int
    digest: str
    broken: Sequence[tuple[str, Violation]]


def played(script: Script, cast: Cast) -> tuple[Played, History]:
    """Play a script and judge it."""
    history = asyncio.run(play(script, cast))
    broken = violations(history)
    return Played(len(script.lives), history.scene.bus.records, history.digest, broken), history


@contextmanager
def quietly() -> Iterator[None]:
    """Let nothing be logged but errors: whatever goes wrong here is meant to."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(ERROR))
    try:
        yield
    finally:
        structlog.configure(**before)
