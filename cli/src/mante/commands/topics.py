"""`mante topics`: the bus as the catalogue wants it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.output import Json, as_json, fail, say

if TYPE_CHECKING:
    from mante.stack.kafka_address import KafkaAddress

_KAFKA = "Another Kafka than that of the stack on this machine: kafka://admin:password@host:port"
_PARTIES = "There, the parties file."
_PASSWORDS = 'There, the password of each service as JSON: {"review": "…"}'

app = typer.Typer(no_args_is_help=True, help="Topics, users and rights on Kafka.")


@app.callback()
def group() -> None:
    """Topics, users and rights on Kafka."""


@app.command()
def apply(
    *,
    kafka: Annotated[str | None, typer.Option(envvar="MANTE_KAFKA", metavar="URL", help=_KAFKA)] = None,
    parties: Annotated[Path | None, typer.Option(envvar="MANTE_PARTIES_FILE", help=_PARTIES, exists=True)] = None,
    passwords: Annotated[str, typer.Option(envvar="MANTE_SERVICE_PASSWORDS", help=_PASSWORDS)] = "{}",
    json: Json = False,
) -> None:
    """Make topics, users and rights what the catalogue says for the parties there are. Harmless to repeat."""
    from dataclasses import asdict

    from mante import surroundings
    from mante.commands.running import addresses
    from mante.parties.keeping import holding
    from mante.stack import topics
    from mante.stack.kafka_address import KafkaAddress

    if kafka:
        there, file = _elsewhere(kafka, parties, passwords)
    else:
        there, file = KafkaAddress(**addresses()["kafka"]), surroundings.home() / "parties.yaml"
    with holding(file) as known:
        applied = asdict(topics.bring(there, known))
    if json:
        as_json(applied)
    else:
        say(", ".join(f"{len(names)} {what}" for what, names in applied.items()))


def _elsewhere(kafka: str, parties: Path | None, passwords: str) -> tuple["KafkaAddress", Path]:
    from json import loads

    from mante.stack.backends.elsewhere import KafkaAt, NotAnAddress

    if parties is None:
        fail("for another Kafka say which --parties there are", code=2)
    try:
        return KafkaAt(kafka, loads(passwords)).address, parties
    except NotAnAddress as wrong:
        fail(str(wrong), code=2)
