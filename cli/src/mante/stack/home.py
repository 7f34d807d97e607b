"""The folder that holds all state of a stack, used by one supervisor at a time."""

import fcntl
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


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Makes the folder, takes it for this process, and ends what a killed supervisor left running. Raises InUse."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if someone_else() else 0o700)
    with (home / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(home) from None
        _end_leftovers(home)
        yield


def is_held(home: Path) -> bool:
    """Whether a supervisor is at work in `home`."""
    try:
        with (home / "lock").open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _end_leftovers(home: Path) -> None:
    _, parts = status.read(state_file(home))
    for part in reversed(parts):
        processes.kill_leftover(part)
