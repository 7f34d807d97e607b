"""`mante party`: who takes part, and with which credential."""

from typing import Annotated, Any

import typer

from mante.commands.examples import lines_for
from mante.commands.output import Json, as_json, as_table, fail, say

app = typer.Typer(no_args_is_help=True, help="Channels, hospitals and agencies of the stack on this machine.")


@app.command()
def ls(*, json: Json = False) -> None:
    """List the parties."""
    rows = [{name: party.get(name) for name in ("code", "name", "kind", "area")} for party in _parties()]
    if json:
        as_json(rows)
    else:
        as_table(rows, "code", "name", "kind", "area")


@app.command()
def show(code: Annotated[str, typer.Argument(help="The party's code.")], *, json: Json = False) -> None:
    """Show a party's credential and staff, and the lines that run its examples."""
    from mante.commands.running import addresses

    party = next((party for party in _parties() if party["code"] == code), None)
    if party is None:
        fail(f"there is no party {code}; `mante party ls` lists them", code=2)
    there = addresses()
    where = {"http": there["front"], "kafka": there["kafka"]["bootstrap"]}
    known = {**party, **where, "examples": lines_for(party, **where)}
    if json:
        as_json(known)
    else:
        _tell(known)


def _parties() -> list[dict[str, Any]]:
    from mante import surroundings
    from mante.stack.parties import read

    file = surroundings.home() / "parties.yaml"
    return list(read(file)) if file.exists() else fail("no parties yet; `./mante up` makes those of the demonstration")


def _tell(party: dict[str, Any]) -> None:
    say(f"{party['name']} ({', '.join(party[about] for about in ('kind', 'area') if party.get(about))})")
    say(f"HTTP   {party['http']}   user {party['code']}   password {party['secret']}")
    say(f"Kafka  {party['kafka']}   SASL_PLAINTEXT, SCRAM-SHA-512, the same user and password")
    staff = [{**one, "roles": ", ".join(one.get("roles", ()))} for one in party.get("staff", ())]
    if staff:
        as_table(staff, "practitioner", "name", "roles")
    if party["examples"]:
        say("\n".join(["Examples:", *(f"  {line}" for line in party["examples"])]))
