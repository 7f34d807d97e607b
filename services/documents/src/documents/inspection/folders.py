"""Where a paper lies while it is inspected: in a folder of its own, which no killed process leaves behind for long.

A folder is locked for as long as its process lives: the system lets the lock go, however the process ends.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "mante-paper-"


@contextmanager
def folder_for_a_paper() -> Iterator[Path]:
    """Make a folder that nobody else reads, and remove it. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name, _opened(Path(name)) as folder:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield Path(name)


def remove_leftovers() -> None:
    """Remove the papers of processes that were killed: an illness must not be found in a temporary folder."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError), _opened(folder) as left:  # in use, just gone, or another user's
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
