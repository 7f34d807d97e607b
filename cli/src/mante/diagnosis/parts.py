"""The stack on this machine: is each part of it well, does anything wait."""

from collections.abc import Iterator
from pathlib import Path

from mante.diagnosis.finding import Finding, Verdict, judged
from mante.stack import home as folder
from mante.stack import status
from mante.stack.status import State, Status

_WELL = {State.READY, State.DONE}
_MANY = 3  # restarts


def looks(home: Path) -> Iterator[Finding]:
    """Each look at the stack; one if it isn't running."""
    _, parts = status.read(folder.state_file(home))
    if folder.holder(home) is None:
        yield Finding(Verdict.WARN, "stack", "not running", "./mante up")
        return
    yield from (_part(part) for part in parts)


def _part(part: Status) -> Finding:
    found = f"{part.state}, {part.restarts} restarts" if part.restarts else str(part.state)
    remedy = f"./mante logs {part.name}"
    if part.state in _WELL and part.restarts > _MANY:
        return Finding(Verdict.WARN, part.name, found, remedy)
    return judged(part.name, found, good=part.state in _WELL, remedy=remedy)
