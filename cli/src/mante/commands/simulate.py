"""`mante simulate`: thousands of applications' lives in memory while everything goes wrong, every promise counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.output import Json, as_json, fail, say

if TYPE_CHECKING:
    from mante.simulation.running import Order, Run


def simulate(
    *,
    lives: Annotated[int, typer.Option(min=1, help="Applications, from draft to last notice.")] = 2_000,
    seed: Annotated[int, typer.Option(help="What everything is drawn from: the same gives the same.")] = 1,
    mutation: Annotated[str | None, typer.Option(metavar="NAME", help="Plant this bug: it must be caught.")] = None,
    history: Annotated[int | None, typer.Option(metavar="N", help="Play this one of the histories only.")] = None,
    cores: Annotated[int | None, typer.Option(min=1, help="Processes; as many as there are cores.")] = None,
    json: Json = False,
) -> None:
    """Play the five services' own decisions in memory while everything goes wrong, and count every promise.

    A clock that jumps, a bus that repeats and delays, services that crash, providers that don't answer, people who
    change their minds. Exit code 1 if a promise was broken; the shortest story of it is told.
    """
    from mante.simulation.mutations.registry import MUTATIONS
    from mante.simulation.running import Order, run

    if mutation is not None and mutation not in MUTATIONS:
        fail(f"--mutation {mutation}: there are {', '.join(MUTATIONS)}", code=2)
    order = Order(lives, seed, mutation, history)
    if not list(order.scripts()):
        fail(f"--history {history}: {lives} lives have no such history", code=2)
    with _bar(lives, quiet=json) as progress:
        found = run(order, progress, cores)
    if json:
        as_json(found.as_dict())
    else:
        _say(order, found)
    if found.violations:
        raise typer.Exit(1)


@contextmanager
def _bar(lives: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("lives", total=lives)
        yield lambda over: bar.advance(task, over)


def _say(order: "Order", found: "Run") -> None:
    if found.histories:
        from mante.simulation.story import told

        for line in told(order, found.histories[0]):
            say(line)
    say(
        f"{found.lives} lives, {found.events} events, {found.lives_per_s} lives/s on {found.cores} cores; "
        f"{found.violations} violations; seed {found.seed}, digest {found.digest}"
    )
