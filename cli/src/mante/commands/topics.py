"""`mante topics`: the bus as the catalogue wants it."""

from pathlib import Path
from typing import Annotated

import typer

from mante.commands.output import Json, as_json, fail, say

_KAFKA = "Another Kafka than that of the stack on this machine: kafka://admin:password@host:port"
_PARTIES = "The parties file, if not that of the stack on this machine."
_PASSWORDS = 'There, the password of each service as JSON: {"review": "…"}'

app = typer.Typer(no_args_is_help=True, help="Topics, users and rights on Kafka.")


@app.callback()
def group() -> None:
    """Topics, users and rights on Kafka."""


@app.command()
def apply(
    *,
    kafka: Annotated[str | None, typer.Option(envvar="MANTE_KAFKA", metavar="URL", help=_KAFKA)] = None,
    parties: Annotated[Path | None, typer.Option(envvar="MANTE_PARTIES_FILE", help=_PARTIES)] = None,
    passwords: Annotated[str, typer.Option(envvar="MANTE_SERVICE_PASSWORDS", help=_PASSWORDS)] = "{}",
    json: Json = False,
) -> None:
    """Make topics, users and rights what the catalogue says for the parties there are. Harmless to repeat."""
    from dataclasses import asdict
    from json import loads

    from mante import surroundings
    from mante.commands.running import addresses
    from mante.stack import topics
    from mante.stack.backends.elsewhere import NotAnAddress
    from mante.stack.kafka_address import KafkaAddress

    file = parties or surroundings.home() / "parties.yaml"
    try:
        there = topics.elsewhere(kafka, file, loads(passwords)) if kafka else KafkaAddress(**addresses()["kafka"])
    except NotAnAddress as wrong:
        fail(str(wrong), code=2)
    applied = asdict(topics.apply(there, file))
    if json:
        as_json(applied)
    else:
        say(", ".join(f"{len(names)} {what}" for what, names in applied.items()))
