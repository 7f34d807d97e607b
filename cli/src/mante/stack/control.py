"""Asking something of a stack in another process: by its state file, by signals, and by marks in its folder."""

import time
from collections.abc import Iterator
from pathlib import Path

from mante.stack import home, processes, status
from mante.stack.status import Status

_LOOK_EVERY = 0.05  # seconds


class NoSuchProgram(Exception):  # noqa: N818 - says what is wrong
    """The stack has no program of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the stack runs no {name}")


def named(folder: Path, name: str) -> list[Status]:
    """The programs called `name`, or `name-1`, `name-2` … where it is scaled. Raises NoSuchProgram."""
    _, parts = status.read(home.state_file(folder))
    found = [part for part in parts if part.stop_signal and _means(name, part.name)]
    if not found:
        raise NoSuchProgram(name)
    return found


def restart(folder: Path, name: str, number: int | None = None) -> None:
    """Ends a program, by its own signal or by `number`; the supervisor starts it again. Raises NoSuchProgram."""
    for program in named(folder, name):
        if program.pid and program.stop_signal:
            processes.signal_group(program.pid, number or program.stop_signal)


def hold(folder: Path, name: str) -> None:
    """Stops a program; it stays so until `release`. Raises NoSuchProgram."""
    for program in named(folder, name):
        home.mark_of(folder, program.name).touch()
    restart(folder, name)


def release(folder: Path, name: str) -> None:
    """Lets a program that was held run again. Raises NoSuchProgram."""
    for program in named(folder, name):
        home.mark_of(folder, program.name).unlink(missing_ok=True)


def watch(folder: Path, pid: int) -> Iterator[tuple[dict[str, object], list[Status]]]:
    """The state that supervisor `pid` writes, again and again; ends when that process has ended."""
    while processes.born(pid) is not None:
        about, parts = status.read(home.state_file(folder))
        if about.get("pid") == pid:
            yield about, parts
        time.sleep(_LOOK_EVERY)


def _means(name: str, part: str) -> bool:
    base, _, number = part.rpartition("-")
    return part == name or (base == name and number.isdigit())
