"""`python -m mante.testing.mutations`, at the repository's root: plant every bug, tell of each, write the table."""

import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from mante.simulation.mutations.registry import MUTATIONS
from mante.testing.mutations.caught import Caught, in_the_simulation, on_servers
from mante.testing.mutations.table import table

TABLE = Path("docs/mutants.md")


def main() -> None:
    """Exit with 1 where a bug was not caught."""
    found = list(_told(_all()))
    TABLE.write_text(table(found), "utf-8")
    failed = sum(not one.is_well for one in found)
    _say(f"{len(found) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


def _all() -> Iterator[Caught]:
    # A process for each bug: whatever bound the wrong code ends with it.
    cores = len(os.sched_getaffinity(0))
    with multiprocessing.get_context("spawn").Pool(cores, maxtasksperchild=1) as pool:
        yield from pool.imap(in_the_simulation, MUTATIONS, chunksize=1)
    yield from on_servers()


def _told(found: Iterable[Caught]) -> Iterator[Caught]:
    for one in found:
        by = ", ".join(sorted(one.mutation.caught_by.intersection(one.by))) or f"by no check made for it {one.by}"
        after = f" after {one.histories} histories" if one.histories else ""
        _say(f"{'PASS' if one.is_well else 'FAIL'}  {one.mutation.name}: {by}{after}")
        yield one


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a program that says what it does


if __name__ == "__main__":
    main()
