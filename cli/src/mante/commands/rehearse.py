"""`mante rehearse`: the last days decided once more in memory, by this code or under another pack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.operators import lines, services
from mante.commands.output import Json, as_json, say
from mante.commands.since import moment

if TYPE_CHECKING:
    from mante.rehearsal.rehearsal import Rehearsed


def rehearse(
    *,
    since: Annotated[str, typer.Option(metavar="7d", help="How far back (12h, 7d), or from when on.")] = "7d",
    pack: Annotated[Path | None, typer.Option(exists=True, help="Decide by this pack in place of its id's.")] = None,
    json: Json = False,
) -> None:
    """Decide the last days once more, in memory, and say what would differ; nothing is changed. Exit code 1 if so.

    Without `--pack`: this code against what is on record. With it: the pack against the one in force.
    """
    from dataclasses import asdict

    from mante.rehearsal.rehearsal import rehearsed

    begin = moment(since)
    found = rehearsed({service: lines(service, "/history", since=begin.isoformat()) for service in services()}, pack)
    if json:
        counts = {"messages": found.messages, "per_s": found.per_s, "differences": len(found.applications)}
        as_json(counts | {"what": [asdict(one) for one in found.differences]})
    else:
        _say(found)
    if found.differences:
        raise typer.Exit(1)


def _say(found: "Rehearsed") -> None:
    for one in found.differences:
        say(f"{one.application}  {one.what}: {one.where}")
        say(f"    was {one.was}, would be {one.would_be}")
        say(f"    {one.service}: {one.why}")
    say(
        f"{found.messages} messages decided once more, {found.per_s:,.0f}/s; "
        f"{len(found.applications)} applications would differ"
    )
