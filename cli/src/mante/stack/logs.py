"""One log file per process, written by the process itself, held under a size by whoever watches it."""

import shutil
from pathlib import Path
from typing import BinaryIO

LARGEST = 20 * 1024 * 1024  # bytes; the one before is kept beside it, so a process uses twice that


def open_log(path: Path) -> BinaryIO:
    """Opens `path` for appending: what a process writes goes to the end, also after `cap` has emptied it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return path.open("ab", buffering=0)


def cap(path: Path, largest: int = LARGEST) -> None:
    """Moves what stands in `path` to `<path>.1` once it is larger than `largest` bytes; the process writes on."""
    if path.exists() and path.stat().st_size > largest:
        shutil.copyfile(path, path.with_name(f"{path.name}.1"))
        with path.open("r+b") as file:
            file.truncate()


def tail(path: Path, lines: int) -> list[str]:
    """The last `lines` lines of `path`, or none."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 400 * lines))
        return file.read().decode(errors="replace").splitlines()[-lines:]
