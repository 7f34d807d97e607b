"""`mante insured`: a city's file of the insured."""

from pathlib import Path
from typing import Annotated

import typer

from mante.commands.output import Json, as_json, say

app = typer.Typer(no_args_is_help=True, help="A city's file of the insured, where there is no register to ask.")


@app.callback()
def group() -> None:
    """A city's file of the insured, where there is no register to ask."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The file, as CSV.", exists=True, dir_okay=False)],
    *,
    json: Json = False,
) -> None:
    """Name each line that can't be used by number, column and reason; never what stands there."""
    from dataclasses import asdict

    from mante.diagnosis.insured import bad_rows_in

    good, bad = bad_rows_in(file)
    if json:
        as_json({"good_rows": good, "bad_rows": [asdict(one) for one in bad]})
    else:
        for one in bad:
            say(f"{file}:{one}")
        say(f"{good} rows are good, {len(bad)} are not")
    if bad:
        raise typer.Exit(1)
