"""`mante bench`: how fast it is, on servers of its own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated

import typer

from mante.commands.output import Json, as_json, as_table, say

app = typer.Typer(no_args_is_help=True, help="How fast it is, on real Kafka and Postgres of its own.")


@app.callback()
def group() -> None:
    """How fast it is, on real Kafka and Postgres of its own."""


@app.command()
def relay(
    *,
    rows: Annotated[int, typer.Option(help="Backlog that our relay drains.", min=1_000)] = 200_000,
    json: Json = False,
) -> None:
    """Measure the outbox relay: draining, latency, and what it costs writers. About four minutes."""
    import uvloop

    from mante.bench.relay import bench_relay
    from mante.bench.servers import servers

    with servers() as ground:
        figures = uvloop.run(bench_relay(ground, _progress(json), rows)).as_dict()
    _show(figures, json)


@app.command()
def pipeline(*, json: Json = False) -> None:
    """Measure one service: naive, ours, and the floor under both. About six minutes."""
    import uvloop

    from mante.bench.pipeline import bench_pipeline
    from mante.bench.servers import servers

    with servers() as ground:
        figures = uvloop.run(bench_pipeline(ground, _progress(json)))
    _show(figures, json)


@app.command()
def intake(
    *,
    requests: Annotated[int, typer.Option(help="Applications handed in per round.", min=100)] = 3_000,
    rounds: Annotated[int, typer.Option(help="How often each variant has its turn.", min=1)] = 3,
    json: Json = False,
) -> None:
    """Measure handing in over HTTP: together, one by one, and what an answer costs at least. About six minutes."""
    import uvloop

    from mante.bench.intake import bench_intake
    from mante.bench.servers import servers

    with servers() as ground:
        figures = uvloop.run(bench_intake(ground, _progress(json), requests, rounds))
    _show(figures, json)


@app.command()
def city(
    *,
    people: Annotated[int, typer.Option(help="People a round; each applies for every disease of 六盘水.", min=3)] = 30,
    rounds: Annotated[int, typer.Option(help="How often it is measured.", min=1)] = 3,
    json: Json = False,
) -> None:
    """Measure whole applications through all five services, on a whole stack of its own. About five minutes."""
    import uvloop

    from mante.bench.city import CITY, bench_city
    from mante.commands.progress import progress
    from mante.demo.ground import ground

    with ground(None, partial(progress, quiet=json), CITY) as place:
        figures = uvloop.run(bench_city(place, _progress(json), people, rounds))
    _show(figures, json)


def _progress(json: bool) -> Callable[[str], None]:
    return (lambda _: None) if json else say


def _show(figures: Mapping[str, object], json: bool) -> None:
    if json:
        as_json(figures)
    else:
        as_table([{"figure": name, "median": value} for name, value in figures.items()], "figure", "median")
