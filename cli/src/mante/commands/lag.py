"""`mante lag`: who is behind, and by how many seconds."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mante.commands.output import Json, as_json, as_table, fail, say

if TYPE_CHECKING:
    from mante.deployment import Deployment

Row = dict[str, Any]
COLUMNS = ("who", "what", "party", "topic", "records", "seconds")
SECONDS = 5.0


def lag(
    *,
    everybody: Annotated[bool, typer.Option("--all", help="Those, too, who are not behind.")] = False,
    json: Json = False,
) -> None:
    """Show who has not read what lies on Kafka for them, and which service has events that are not there yet.

    In seconds: the age of the oldest. Seen on Kafka, so that it is known of a reader that is down. A party that reads
    over HTTP keeps its place itself. Fewer records than none: Kafka lost some that this reader had taken.
    """
    from mante.commands.running import deployment

    there = deployment()
    unsent = _unsent(there)
    behind, away = _behind(there)
    rows = [*unsent, *behind]
    if json:
        as_json(rows)
    elif shown := [row for row in rows if everybody or row["records"] != 0]:  # unknown is not none
        as_table(shown, *COLUMNS)
    elif not away:
        say("nobody is behind")
    if away:
        fail(away)


def _unsent(there: "Deployment") -> list[Row]:
    """What each service has not published; for one that is away, nobody knows how much."""
    import httpx

    rows = []
    for service, url in there.services.items():
        row: Row = {"who": service, "what": "publishes", "party": None, "topic": None, "records": None, "seconds": None}
        try:
            answer = httpx.get(f"{url}/operations/status", headers=there.login, timeout=SECONDS).raise_for_status()
        except httpx.HTTPError:
            row["what"] = "is away"
        else:
            outbox = answer.json()["outbox"]
            row |= {"records": outbox["events"], "seconds": round(outbox["oldest_seconds"], 1)}
        rows.append(row)
    return rows


def _behind(there: "Deployment") -> tuple[list[Row], str]:
    """What nobody has read yet; and why that isn't known, if it isn't."""
    import asyncio
    from dataclasses import asdict

    from mante.lagging import AWAY, Bus

    if there.kafka is None:
        return [], "say MANTE_KAFKA, too: kafka://admin:password@host:port"

    async def look(login: dict[str, str]) -> list[Row]:
        async with Bus(login) as bus:
            return [_row(asdict(one)) for one in await bus.behind()]

    try:
        return asyncio.run(look(there.kafka.login())), ""
    except AWAY as error:
        return [], f"Kafka does not answer: {error!r}"


def _row(one: Row) -> Row:
    return {"who": one.pop("reader"), "what": "reads", **one}
