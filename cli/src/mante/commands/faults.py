"""`mante faults`: what the running system promises, tried while things happen to it."""

from typing import TYPE_CHECKING, Annotated

import typer

from mante.commands.output import Json, as_json, as_table, fail, say

if TYPE_CHECKING:
    from mante.demo.place import Place
    from mante.faults.outcome import Outcome

QUICK_APPLICATIONS = 500


def faults(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="The fifty faults of `make test-all`, in ten minutes.")
    ] = False,
    only: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only these faults: K08, F31 …")] = None,
    applications: Annotated[int, typer.Option(help="How many people's applications at least.", min=1)] = (
        QUICK_APPLICATIONS
    ),
    json: Json = False,
) -> None:
    """Kill, stop and cut off parts of a stack of its own under load; check from outside what is true afterwards."""
    if not (quick or only):
        fail("say which: --quick, or --only ID", code=2)
    outcome = _tried(only or [], applications, quiet=json)
    _tell(outcome, json=json)
    if outcome.failed:
        raise typer.Exit(1)


def _tried(only: list[str], applications: int, *, quiet: bool) -> "Outcome":
    import asyncio
    from functools import partial

    from mante.commands.progress import progress
    from mante.demo.ground import ground
    from mante.faults.catalogue import QUICK
    from mante.faults.trial import STACK, try_out
    from mante.stack.following import DidNotComeUp

    chosen = [fault for fault in QUICK if not only or fault.id in only]
    if unknown := set(only) - {fault.id for fault in chosen}:
        fail(f"no fault is called {', '.join(sorted(unknown))}", code=2)
    tell = (lambda _: None) if quiet else say
    try:
        with ground(None, partial(progress, quiet=quiet), STACK) as place:
            return _or_kept(asyncio.run(try_out(place, chosen, applications, tell)), place)
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
    for line in (*told["failures"], *told["findings"]):
        say(line)
    names = ("faults", "injections", "applications", "lost", "twice", "invented", "out_of_order", "unsettled")
    say(", ".join(f"{name.replace('_', ' ')} {told[name]}" for name in names))
    say(report.closing(outcome))
