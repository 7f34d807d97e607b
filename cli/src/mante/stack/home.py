"""The folder that holds all state of a stack, used by one supervisor at a time."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mante.stack import processes, status
from mante.stack.unprivileged import someone_else


class InUse(Exception):  # noqa: N818 - says what is wrong
    """Another supervisor holds this folder."""


def state_file(home: Path) -> Path:
    """Where the state of the stack in `home` is written."""
    return home / "state.json"


def mark_of(home: Path, name: str) -> Path:
    """The file that keeps program `name` stopped for as long as it is there."""
    return home / "held" / name


def failpoints_of(home: Path) -> Path:
    """The folder in which a trial says where services are to end."""
    return home / "failpoints"


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Makes the folder, takes it for this process, and ends what a killed supervisor left running. Raises InUse."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if someone_else() else 0o700)
    with _lock_file(home).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(home) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        end_leftovers(home)
        _clear_marks(home)
        yield


def holder(home: Path) -> int | None:
    """The pid of the supervisor at work in `home`, if there is one."""
    try:
        with _lock_file(home).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return int(_lock_file(home).read_text() or 0) or None
    return None


def _lock_file(home: Path) -> Path:
    return home / "lock"


def _clear_marks(home: Path) -> None:
    folder = mark_of(home, "any").parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def end_leftovers(home: Path) -> None:
    """Ends what the supervisor of `home`, which is gone, left running."""
    _, parts = status.read(state_file(home))
    for part in reversed(parts):
        processes.kill_leftover(part)
