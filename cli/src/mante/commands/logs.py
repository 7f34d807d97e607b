"""`mante logs`: what the processes of the stack on this machine have written."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from mante.commands.output import fail, say

_LOOK_EVERY = 0.1  # seconds


def logs(
    names: Annotated[list[str] | None, typer.Argument(help="Parts, as `status` shows them; all without.")] = None,
    *,
    follow: Annotated[bool, typer.Option("-f", "--follow", help="Go on as lines come.")] = False,
    lines: Annotated[int, typer.Option("-n", help="How many of the last lines of each.")] = 20,
) -> None:
    """Show what parts of the stack have written."""
    from mante import surroundings
    from mante.stack.logs import tail

    files = _files(surroundings.home() / "logs", names or [])
    width = max(len(file.stem) for file in files) if len(files) > 1 else 0
    news = [(file, _new_lines(file)) for file in files]
    for file in files:
        for line in tail(file, lines):
            say(_line(file, line, width))
    while follow:
        for file, lines_of in news:
            for line in next(lines_of):
                say(_line(file, line, width))
        time.sleep(_LOOK_EVERY)


def _files(folder: Path, names: list[str]) -> list[Path]:
    """The logs of `names`, where a service's name stands for all its numbered processes. Ends the command if none."""
    found = sorted(folder.glob("*.log"))
    wanted = [file for file in found if not names or {file.stem, file.stem.rstrip("0123456789").rstrip("-")} & {*names}]
    if not wanted:
        fail(f"no such log; there are: {', '.join(file.stem for file in found) or 'none'}", code=2)
    return wanted


def _new_lines(file: Path) -> Iterator[list[str]]:
    """Each time it is asked: the whole lines that came since; from the beginning again when the log was emptied."""
    with file.open(errors="replace") as log:
        log.seek(0, 2)
        while True:
            if file.stat().st_size < log.tell():
                log.seek(0)
            yield log.read().splitlines()


def _line(file: Path, line: str, width: int) -> str:
    return f"{file.stem:<{width}} | {line}" if width else line
