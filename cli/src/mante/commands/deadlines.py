"""`mante deadlines`: counting review's deadlines anew, once a day of the calendar was corrected."""

from typing import Annotated

import typer

from mante.commands.output import Json, as_json, say

app = typer.Typer(no_args_is_help=True, help="Deadlines of the review.")


@app.command()
def recount(
    reason: Annotated[str, typer.Option(help="Why: the notice that made a day work, or took it off.")],
    *,
    json: Json = False,
) -> None:
    """Count each open case's deadline anew, by the calendar that review runs with now. Harmless to repeat; audited."""
    from mante.commands.operators import ask

    counted = ask("review", "POST", "/deadlines/recount", json={"reason": reason})
    if json:
        as_json(counted)
    else:
        say(f"{counted['cases']} open cases have a deadline, {counted['moved']} moved")
