"""The parties file: one command at a time changes it, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chassis.parties.file import PartiesFile, read, text_of

from mante.parties.edits import Edit
from mante.stack.files import write_private
from mante.stack.parties import locked


@contextmanager
def changing(path: Path, edit: Edit) -> Iterator[PartiesFile]:
    """Edit the file, and keep others from it for as long as the block spreads what it says now.

    Raises what `edit` raises: then the file is what it was.
    """
    with locked(path):
        file = edit(read(path))
        write_private(path, text_of(file), durable=True)
        yield file


@contextmanager
def holding(path: Path) -> Iterator[PartiesFile]:
    """Give what the file says, and keep others from changing it meanwhile."""
    with locked(path):
        yield read(path)
