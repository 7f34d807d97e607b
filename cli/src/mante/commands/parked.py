"""`mante parked`: messages that could not be read or decided, and what waits behind them."""

from typing import Annotated, Any

import typer

from mante.commands.operators import Service, ask, everywhere
from mante.commands.output import Json, as_json, as_table, say

app = typer.Typer(no_args_is_help=True, help="Messages that were kept back: look, decide again, give up.")

Id = Annotated[int, typer.Argument(help="The number that `ls` shows.")]
Reason = Annotated[str, typer.Option(help="Why; it stays in the audit.")]


@app.command()
def ls(
    *,
    service: Annotated[str | None, typer.Option("--service", "-s", help="Only this one.")] = None,
    status: Annotated[str | None, typer.Option(help="Only these: parked, or waiting behind one.")] = None,
    subject: Annotated[str | None, typer.Option(help="Only this application's.")] = None,
    json: Json = False,
) -> None:
    """List what is kept back."""
    query = {name: value for name, value in {"status": status, "subject": subject}.items() if value}
    rows = everywhere("/parked", params=query)
    rows = [row for row in rows if service in {None, row["service"]}]
    if json:
        as_json(rows)
    elif rows:
        as_table(rows, "service", "id", "status", "reason", "type", "subject", "topic", "parked_at")
    else:
        say("nothing is kept back")


@app.command()
def show(number: Id, service: Service, *, json: Json = False) -> None:
    """Show one message: why it is kept back, its headers, its bytes."""
    found: dict[str, Any] = ask(service, "GET", f"/parked/{number}")
    if json:
        as_json(found)
    else:
        as_table([{"field": name, "value": value} for name, value in found.items()], "field", "value")


@app.command()
def redrive(number: Id, service: Service, *, json: Json = False) -> None:
    """Decide one message again, and what waits behind it, in order."""
    _done(ask(service, "POST", f"/parked/{number}/redrive"), f"{service} has decided {number} again", json=json)


@app.command()
def discard(number: Id, service: Service, reason: Reason, *, json: Json = False) -> None:
    """Give one message up, so that what waits behind it passes."""
    done = ask(service, "POST", f"/parked/{number}/discard", json={"reason": reason})
    _done(done, f"{service} has given {number} up", json=json)


@app.command("accept-gap")
def accept_gap(
    subject: Annotated[str, typer.Argument(help="The application.")],
    topic: Annotated[str, typer.Argument(help="The topic on which something is missing.")],
    service: Service,
    reason: Reason,
    *,
    json: Json = False,
) -> None:
    """Go on without what is missing on a topic before the first message that waits."""
    gap = {"subject": subject, "topic": topic, "reason": reason}
    done = ask(service, "POST", "/gaps/accept", json=gap)
    _done(done, f"{service} goes on without what is missing on {topic}", json=json)


def _done(answer: object, sentence: str, *, json: bool) -> None:
    if json:
        as_json(answer)
    else:
        say(sentence)
