"""Clears up after a process that was killed: what it ran in a folder is ended by another, which hears it die.

The other hears it on a pipe that only the dying can close: so nothing depends on signals, threads or the system.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mante.stack import following, home

_ALL_IS_WELL = b"."
_KEEP, _REMOVE = "keep", "remove"


@contextmanager
def guarded(folder: Path, *, scratch: bool) -> Iterator[None]:
    """Should this process be killed within the block, what runs in `folder` is ended, and if it's scratch, removed."""
    command = (sys.executable, "-m", __name__, folder, _REMOVE if scratch else _KEEP)
    guardian = subprocess.Popen(  # noqa: S603 - our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us
    )
    try:
        yield
    finally:
        guardian.communicate(_ALL_IS_WELL)


def _guard(folder: Path, then: str) -> None:
    if sys.stdin.buffer.read() == _ALL_IS_WELL:
        return
    following.take_down(folder, lambda _: None)
    home.end_leftovers(folder)
    if then == _REMOVE:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _guard(Path(sys.argv[1]), sys.argv[2])
