"""What is known of each part of a stack, and the file in which others read it."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from mante.stack.files import write_private


class State(StrEnum):
    """Where a part stands."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    DONE = "done"
    ENDED = "ended"
    HELD = "held"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class Status:
    """One part: `since` is in seconds of the epoch, `took` the seconds from its start to ready or done."""

    name: str
    state: State
    since: float
    pid: int | None = None
    born: float | None = None  # when the process was created: with its pid, its identity
    stop_signal: int | None = None  # how to ask it to stop; a job, which has none, is done when it is done
    restarts: int = 0
    took: float | None = None


def write(path: Path, supervisor: dict[str, object], parts: list[Status]) -> None:
    """Writes the state of a stack for `read`."""
    write_private(path, json.dumps({**supervisor, "parts": [asdict(part) for part in parts]}))


def read(path: Path) -> tuple[dict[str, object], list[Status]]:
    """What was last written to `path`: about the supervisor, and about each part."""
    if not path.exists():
        return {}, []
    content = json.loads(path.read_text())
    parts = [Status(**{**part, "state": State(part["state"])}) for part in content.pop("parts")]
    return content, parts
