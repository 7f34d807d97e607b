"""`mante party`: who takes part, and with which credential; changed while everything runs."""

from typing import Annotated, Any

import typer

from mante.commands.changing import Code
from mante.commands.examples import lines_for
from mante.commands.output import Json, as_json, as_table, fail, say
from mante.commands.party_changes import add, apply, resume, rotate, suspend

app = typer.Typer(no_args_is_help=True, help="Channels, hospitals and agencies: who takes part, and who does not.")
for command in (add, suspend, resume, rotate, apply):
    app.command()(command)


@app.command()
def ls(*, json: Json = False) -> None:
    """List the parties."""
    columns = ("code", "name", "kind", "level", "area", "suspended")
    rows = [{name: party.get(name) for name in columns} for party in _parties()]
    if json:
        as_json(rows)
    else:
        as_table([{**row, "suspended": "suspended" if row["suspended"] else None} for row in rows], *columns)


@app.command()
def show(code: Code, *, json: Json = False) -> None:
    """Show a party's credential and staff, and the lines that run its examples."""
    from mante.commands.running import deployment

    party = next((party for party in _parties() if party["code"] == code), None)
    if party is None:
        fail(f"there is no party {code}; `mante party ls` lists them", code=2)
    there = deployment()
    where = {"http": there.front, "kafka": there.kafka.bootstrap if there.kafka else ""}
    security = there.kafka.security if there.kafka else ""
    known = {
        **party,
        **where,
        "kafka_security": security,
        "examples": lines_for(party, **where) if "secret" in party else [],
    }
    if json:
        as_json(known)
    else:
        _tell(known)


@app.command()
def history(
    code: Annotated[str | None, typer.Argument(help="A party, an operator, somebody of a staff; all if none.")] = None,
    *,
    json: Json = False,
) -> None:
    """List who changed what, when and why, and which services have taken it when."""
    from mante.commands.running import deployment
    from mante.parties.history import changes_of

    rows, away = changes_of(deployment(), code)
    if json:
        as_json({"changes": rows, "away": away})
        return
    columns = ("revision", "at", "by", "what", "code", "staff", "reason", "taken")
    as_table([{**row, "staff": " ".join(row["staff"]), "taken": " ".join(row["taken"])} for row in rows], *columns)
    for service in away:
        say(f"{service} does not answer: what it has taken is not shown")


def _parties() -> list[dict[str, Any]]:
    from pathlib import Path

    from mante import surroundings
    from mante.stack.parties import read

    told = surroundings.elsewhere().get("PARTIES_FILE")
    file = Path(told) if told else surroundings.home() / "parties.yaml"
    return list(read(file)) if file.exists() else fail("no parties yet; `./mante up` makes those of the demonstration")


def _tell(party: dict[str, Any]) -> None:
    about = [party[name] for name in ("kind", "area") if party.get(name)]
    say(f"{party['name']} ({', '.join(about)}){' SUSPENDED' if party.get('suspended') else ''}")
    secret = party.get("secret", "known to the party alone")
    say(f"HTTP   {party['http']}   user {party['code']}   password {secret}")
    say(f"Kafka  {party['kafka']}   {party['kafka_security']}, SCRAM-SHA-512, the same user and password")
    staff = [{**one, "roles": ", ".join(one.get("roles", ()))} for one in party.get("staff", ())]
    if staff:
        as_table(staff, "practitioner", "name", "roles", "disabled")
    if party["examples"]:
        say("\n".join(["Examples:", *(f"  {line}" for line in party["examples"])]))
