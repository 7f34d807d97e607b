"""`mante demo`: the whole story, played and checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.output import Json, as_json, fail, say

if TYPE_CHECKING:
    from mante.demo.demo import Told
    from mante.demo.interruption import Interruption

_HOME = "Play on the stack of this folder, brought up if it isn't, instead of on a fresh one."
_PAGE = Path("build/demo.html")


def demo(
    *,
    home: Annotated[Path | None, typer.Option(metavar="FOLDER", help=_HOME)] = None,
    kill: Annotated[str | None, typer.Option(metavar="PART", help="kill -9 this part in the middle.")] = None,
    stop: Annotated[str | None, typer.Option(metavar="PART", help="Stop this part for a while in the middle.")] = None,
    for_: Annotated[float, typer.Option("--for", metavar="SECONDS", help="How long it is stopped.")] = 20.0,
    json: Json = False,
) -> None:
    """Play forty applications through seven channels; check from outside that nothing was lost or came twice."""
    from dataclasses import asdict

    from mante.demo.interruption import Interruption
    from mante.demo.report.page import write
    from mante.demo.report.story import chapters

    told = _played(home, Interruption(kill, stop, for_), quiet=json)
    write(told.counts, chapters(told), _PAGE)
    if json:
        as_json(asdict(told.counts))
    else:
        _say(told)
    if told.faults:
        raise typer.Exit(1)


def _played(home: Path | None, interruption: "Interruption", *, quiet: bool) -> "Told":
    import asyncio
    from functools import partial

    from mante.commands.progress import progress
    from mante.demo.board import board
    from mante.demo.demo import play
    from mante.demo.ground import ground
    from mante.stack.following import DidNotComeUp

    try:
        with ground(home, partial(progress, quiet=quiet)) as place, board(quiet=quiet) as shown:
            return asyncio.run(play(place, shown, interruption=interruption))
    except DidNotComeUp as failure:
        fail(str(failure))


def _say(told: "Told") -> None:
    from mante.commands.explain import paragraph

    explained = told.applications[0]
    say(f"\nWhat `mante explain {explained.id}` says:\n")
    for row in told.lives[explained.id]:
        say(paragraph({**row, "emitted": ", ".join(row["emitted"])}))
    say(f"The timeline of each application: {_PAGE}")
    for fault in told.faults:
        say(f"{fault.kind}: {fault.what}")
    say(str(told.counts))
