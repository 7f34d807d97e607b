"""`mante replay`: a whole topic read again must change nothing."""

from typing import Annotated

import typer

from mante.commands.operators import Service, ask
from mante.commands.output import Json, as_json, say


def replay(
    service: Service,
    *,
    check: Annotated[bool, typer.Option("--check", help="Fail if anything changed.")] = False,
    json: Json = False,
) -> None:
    """Read all topics of a service again from their start, and say what that changed: nothing, if all is well."""
    found = ask(service, "POST", "/replay")
    if json:
        as_json(found)
    else:
        equal = "equal" if found["tables_equal"] else "DIFFERENT"
        say(f"{service}: {found['messages']} messages read again, {found['effects']} effects, tables {equal}")
    if check and (found["effects"] or not found["tables_equal"]):
        raise typer.Exit(1)
