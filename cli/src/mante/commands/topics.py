"""`mante topics`: the bus as the catalogue wants it."""

import typer

from mante.commands.output import Json, as_json, say

app = typer.Typer(no_args_is_help=True, help="Topics, users and rights on Kafka.")


@app.callback()
def group() -> None:
    """Topics, users and rights on Kafka."""


@app.command()
def apply(*, json: Json = False) -> None:
    """Make topics, users and rights what the catalogue says for the parties there are. Harmless to repeat."""
    from dataclasses import asdict

    from mante import surroundings
    from mante.commands.running import addresses
    from mante.stack import topics
    from mante.stack.kafka_address import KafkaAddress

    applied = asdict(topics.apply(KafkaAddress(**addresses()["kafka"]), surroundings.home() / "parties.yaml"))
    if json:
        as_json(applied)
    else:
        say(", ".join(f"{len(names)} {what}" for what, names in applied.items()))
