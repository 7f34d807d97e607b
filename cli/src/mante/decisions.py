"""`python -m mante.decisions [--check]`, run from the repository's root: what every service decides, for the reference.

The tables are taken from the services as they would run, so that what is published is what is done.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chassis.operations.records import explanations
from chassis.planning.taking import plain
from chassis.process import Decide, Process
from contracts.catalogue import EVENT_OF
from contracts.generate.decisions import PLACE, Decided, Occasion, text
from contracts.generate.words import paragraphs

from mante.stack.blueprint import Blueprint
from mante.stack.environment import environment
from mante.stack.wanted import SERVICES, Wanted


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file, or say that it isn't true. Return 1 if `--check` found so."""
    parser = argparse.ArgumentParser(prog="python -m mante.decisions", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the file isn't what it should be")
    given = parser.parse_args(arguments)
    file, wanted = Path(PLACE), text(row for process in processes() for row in rows(process))
    if file.is_file() and file.read_text("utf-8") == wanted:
        return 0
    if not given.check:
        file.write_text(wanted, encoding="utf-8")
    sys.stdout.write(f"{'not true' if given.check else 'written'}: {PLACE}\n")
    return int(given.check)


def processes() -> list[Process[Any]]:
    """The table of every service, with whatever it is bound to."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_tables(Path(folder)))


async def _tables(folder: Path) -> list[Process[Any]]:
    facts = Blueprint(folder, Wanted(port=0)).facts()
    return [_table(service, folder, environment(facts, service, service, 0)) for service in SERVICES]


def _table(service: str, folder: Path, told: dict[str, str]) -> Process[Any]:
    file = folder / f"{service}.env"
    file.write_text("".join(f"{name}='{value}'\n" for name, value in told.items()), encoding="utf-8")
    settings = import_module(f"{service}.settings").Settings(_env_file=file)
    process: Process[Any] = import_module(f"{service}.app").create_service(settings).process
    return process


def rows(process: Process[Any]) -> Iterator[Decided]:
    """What a process decides, each with the first paragraph of what its code says: messages, timers, effects."""
    said = explanations(process)

    def row(occasion: Occasion, about: str, decide: Decide, means: str = "") -> Decided:
        name = plain(decide).__name__
        first = " ".join(said[name].split("\n\n")[0].split())
        return Decided(process.name, occasion, about, name, first, means)

    for name, route in process.routes.items():
        known = EVENT_OF.get(name)
        about, means = (known.__name__, "") if known else (name, paragraphs(route.model)[0])
        yield row(Occasion.MESSAGE, about, route.decide, means)
    for kind, decide in sorted(process.timers.items()):
        yield row(Occasion.TIMER, str(kind), decide)
    for effect, decide in process.exhausted.items():
        yield row(Occasion.GIVEN_UP, effect, decide)


if __name__ == "__main__":
    sys.exit(main())
