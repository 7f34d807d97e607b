"""The stack that the story is played on: a fresh one, or that of a folder; what was brought up is taken down again."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from mante.demo.place import Place
from mante.stack import following
from mante.stack import home as homes
from mante.stack.guardian import guarded
from mante.stack.status import Status
from mante.stack.wanted import Wanted

Progress = Callable[[], AbstractContextManager[Callable[[Status], None]]]
"""Shows how far a stack is, for as long as a block lasts."""
ANY_PORT = Wanted(port=0)


@contextmanager
def ground(home: Path | None, progress: Progress, wanted: Wanted = ANY_PORT) -> Iterator[Place]:
    """Give a stack that is up. A fresh one is as `wanted`, and forgotten afterwards, unless something failed.

    Raises following.DidNotComeUp.
    """
    folder = home.absolute() if home else Path(tempfile.mkdtemp(prefix="mante-demo-"))
    if homes.holder(folder) is not None:
        yield _brought_up(folder, progress, wanted)
        return
    with guarded(folder, scratch=home is None):
        try:
            yield _brought_up(folder, progress, wanted)
        finally:
            with progress() as tell:
                following.take_down(folder, tell)
    if home is None:
        shutil.rmtree(folder, ignore_errors=True)


def _brought_up(folder: Path, progress: Progress, wanted: Wanted) -> Place:
    with progress() as tell:
        about = following.bring_up(folder, wanted, tell)
    return Place.of(folder, about["addresses"])
