"""`mante faults`: what the running system promises, tried while things happen to it."""

from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.output import Json, as_json, as_table, fail, say, say_aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from mante.demo.place import Place
    from mante.faults.load.load import Pace
    from mante.faults.outcome import Outcome
    from mante.faults.trial import Programme

_SAID = 40
_QUICK = "Some fifty faults, one after the other: ten minutes at most."
_FULL = "Every point of every service, several times: an hour and more."
_RANDOM = "One to three faults at once for so many minutes, as the seed has it."


def faults(
    *,
    quick: Annotated[bool, typer.Option("--quick", help=_QUICK)] = False,
    full: Annotated[bool, typer.Option("--full", help=_FULL)] = False,
    random: Annotated[float | None, typer.Option(metavar="MINUTES", help=_RANDOM)] = None,
    seed: Annotated[int | None, typer.Option(help="Of --random; told at its beginning where it isn't given.")] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only these of them: K08, F31 …")] = None,
    applications: Annotated[int | None, typer.Option(help="How many people apply for at least.", min=1)] = None,
    json: Json = False,
) -> None:
    """Kill, stop and cut off parts of a stack of its own under load; check from outside what is true afterwards."""
    if [quick, full, random is not None].count(True) > 1:
        fail("one of --quick, --full and --random", code=2)
    tell = say_aside if json else say
    if random is not None:
        programme, pace = _at_random(random, seed, tell)
    else:
        programme, pace = _in_turn(only or [], applications, full=full)
    outcome = _tried(programme, pace, tell, quiet=json)
    _tell(outcome, json=json)
    if outcome.failed:
        raise typer.Exit(1)


def _in_turn(only: list[str], applications: int | None, *, full: bool) -> "tuple[Programme, Pace]":
    from mante.faults import widely
    from mante.faults.catalogue import QUICK
    from mante.faults.in_turn import InTurn
    from mante.faults.load.load import Pace

    chosen = [fault for fault in (widely.full() if full else QUICK) if not only or fault.id in only]
    if unknown := set(only) - {fault.id for fault in chosen}:
        fail(f"no fault is called {', '.join(sorted(unknown))}", code=2)
    if full:
        return InTurn(chosen, applications or widely.APPLICATIONS), widely.PACE
    return InTurn(chosen, applications or (1 if only else 500)), Pace()


def _at_random(minutes: float, seed: int | None, tell: "Callable[[str], None]") -> "tuple[Programme, Pace]":
    import secrets

    from mante.faults.load.load import Pace
    from mante.faults.nemesis import Nemesis
    from mante.faults.widely import full

    seed = secrets.randbelow(2**31) if seed is None else seed
    tell(f"seed {seed}")
    return Nemesis([fault for fault in full() if not (fault.alone or fault.cannot())], minutes, seed), Pace()


def _tried(programme: "Programme", pace: "Pace", tell: "Callable[[str], None]", *, quiet: bool) -> "Outcome":
    import asyncio
    from functools import partial

    from mante.commands.progress import progress
    from mante.demo.ground import ground
    from mante.faults.trial import STACK, try_out
    from mante.stack.following import DidNotComeUp

    try:
        with ground(None, partial(progress, quiet=quiet), STACK) as place:
            return _or_kept(asyncio.run(try_out(place, programme, pace, tell)), place)
    except _Broken as broken:
        tell(f"what it left behind: {broken.place.home}")
        return broken.outcome
    except DidNotComeUp as failure:
        fail(str(failure))


class _Broken(Exception):  # noqa: N818 - what a promise was
    """A promise was broken, or a fault not seen: the folder of the stack is kept, to look into."""

    def __init__(self, outcome: "Outcome", place: "Place") -> None:
        super().__init__()
        self.outcome, self.place = outcome, place


def _or_kept(outcome: "Outcome", place: "Place") -> "Outcome":
    if outcome.failed:
        raise _Broken(outcome, place)
    return outcome


def _tell(outcome: "Outcome", *, json: bool) -> None:
    from mante.faults import report

    if json:
        as_json(report.document(outcome))
        return
    as_table(report.rows(outcome), *report.COLUMNS)
    told = report.document(outcome)
    lines = (*told["not_run"], *told["failures"], *told["findings"])
    for line in lines[:_SAID]:
        say(line)
    if more := lines[_SAID:]:
        say(f"and {len(more)} more, all of which --json has")
    names = ("faults", "injections", "applications", "lost", "twice", "invented", "out_of_order", "unsettled")
    say(", ".join(f"{name.replace('_', ' ')} {told[name]}" for name in names))
    say(report.closing(outcome))
