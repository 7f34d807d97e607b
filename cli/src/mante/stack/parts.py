"""What a stack is made of: programs that are kept running, and jobs that are done once."""

import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mante.stack.logs import tail
from mante.stack.readiness import Probe, at_once

_SHOWN = 15  # lines of a log in an error


class StartFailed(Exception):  # noqa: N818 - says what happened
    """A part of the stack did not come up; the message holds the end of its log."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__("\n".join([f"{name} does not come up; the end of {log}:", *tail(log, _SHOWN)]))


def _nothing() -> None:
    """Nothing has to be cleared before a start."""


@dataclass(frozen=True)
class Program:
    """A process that is started when all of `after` are ready, and restarted whenever it ends."""

    name: str
    command: tuple[str | Path, ...]
    after: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: Probe = at_once
    ready_within: float = 120.0  # seconds from its start; a busy machine is no reason to give up
    clear: Callable[[], None] = _nothing  # removes what a killed predecessor left behind; called before each start
    stop_signal: int = signal.SIGTERM
    stop_within: float = 10.0  # seconds until it is killed
    user: str | None = None  # whom to become; None: stay who we are


@dataclass(frozen=True)
class Job:
    """Something done once at each start, when all of `after` are ready; it must be harmless to repeat."""

    name: str
    run: Callable[[], Awaitable[None]]
    after: tuple[str, ...] = ()


Part = Program | Job
