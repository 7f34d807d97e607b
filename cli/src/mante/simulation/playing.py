"""One history, drawn, played and judged; what is left of it is small enough to be handed on."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from structlog.testing import capture_logs

from mante.simulation.cast import Cast
from mante.simulation.history import History, play
from mante.simulation.invariants.checks import violations
from mante.simulation.invariants.evidence import Violation
from mante.simulation.script.script import Script


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a history. `broken` are the checks that failed, with what they said."""

    lives: int
    events: int
    digest: str
    broken: Sequence[tuple[str, Violation]]


def played(script: Script, cast: Cast) -> tuple[Played, History]:
    """Play a script and judge it. What services log meanwhile is evidence, and shown to nobody."""
    with capture_logs() as lines:
        history = asyncio.run(play(script, cast))
    history.scene.log = [f"{line['event']} {line}" for line in lines]
    broken = violations(history)
    return Played(len(script.lives), history.scene.bus.records, history.digest, broken), history
