"""The stack that the story is played on: a fresh one, or that of a folder; what was brought up is taken down again."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from mante.demo.place import Place
from mante.stack import following
from mante.stack import home as homes
from mante.stack.status import Status
from mante.stack.wanted import Wanted

Progress = Callable[[], AbstractContextManager[Callable[[Status], None]]]
"""Shows how far a stack is, for as long as a block lasts."""
_ANY_PORT = 0


@contextmanager
def ground(home: Path | None, progress: Progress) -> Iterator[Place]:
    """Give a stack that is up. A fresh one is forgotten afterwards, unless something failed.

    Raises following.DidNotComeUp.
    """
    folder = home.absolute() if home else Path(tempfile.mkdtemp(prefix="mante-demo-"))
    was_up = homes.holder(folder) is not None
    try:
        with progress() as tell:
            about = following.bring_up(folder, Wanted(port=_ANY_PORT), tell)
        yield Place.of(folder, about["addresses"])
    finally:
        if not was_up:
            with progress() as tell:
                following.take_down(folder, tell)
    if home is None:
        shutil.rmtree(folder, ignore_errors=True)
