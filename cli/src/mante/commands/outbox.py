"""`mante outbox`: what services published, once more."""

import time
from datetime import datetime
from typing import Annotated, Any

import typer

from mante.commands.output import Json, as_json, fail, say

app = typer.Typer(no_args_is_help=True, help="Events on their way out.")

PATIENCE = 60.0
"""Seconds in which a page of them leaves, on the slowest machine."""
LOOK_EVERY = 0.2


@app.command()
def resend(
    since: Annotated[str, typer.Option(metavar="2h", help="How long ago (30m, 2h, 7d), or when (2026-11-24T09:00).")],
    *,
    service: Annotated[str | None, typer.Option("--service", "-s", help="Only what this one published.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only what was on this topic.")] = None,
    json: Json = False,
) -> None:
    """Publish once more what was published since then: for a bus that lost its last hours, or a topic made anew.

    In the order in which it was, and before what is new; each service keeps 30 days. Who has taken an event takes it
    no second time, so what is said too early a time costs nothing but the time. Harmless to repeat.
    """
    from mante.commands.operators import services
    from mante.commands.since import moment

    begin, resent, missing = moment(since), {}, []
    for name in [service] if service else services():
        try:
            resent[name] = _resent(name, begin, topic)
        except typer.Exit as failed:  # it has said why
            if failed.exit_code != 1:
                raise
            missing.append(name)
        else:
            if not json:
                say(f"{name}: {resent[name]} events go out once more")
    if json:
        as_json({"since": begin, "events": resent, "missing": missing})
    if missing:
        fail(f"say it once more for {', '.join(missing)}, with -s, when that is well")


def _resent(service: str, since: datetime, topic: str | None) -> int:
    from mante.commands.operators import ask

    order: dict[str, Any] = {"since": since.isoformat()} | ({"topic": topic} if topic else {})
    events = 0
    while True:
        page = ask(service, "POST", "/outbox/resend", json=order)
        events += int(page["events"])
        if page["whole"]:
            return events
        order["until"] = page["until"]
        _until_it_left(service, page["events"])


def _until_it_left(service: str, page: int) -> None:
    """Waits until less than a page is unsent: what is decided meanwhile waits for one page and no more."""
    from mante.commands.operators import ask

    until = time.monotonic() + PATIENCE
    while (unsent := ask(service, "GET", "/status")["outbox"]["events"]) >= page:
        if time.monotonic() > until:
            fail(f"{service} has {unsent} events unsent, and they don't leave: bring the bus back, then say it again")
        time.sleep(LOOK_EVERY)
