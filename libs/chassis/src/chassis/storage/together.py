"""Several statements as one: a round trip costs a small commit as much as what it writes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from chassis.storage.driver import Connection


@dataclass(frozen=True, slots=True)
class Part:
    """A statement that changes rows, and its arguments: an array per column. Without rows it is left out."""

    statement: str
    columns: Sequence[Sequence[Any]]


def part(statement: str, rows: Iterable[Sequence[Any]]) -> Part:
    """Return `statement` for `rows`."""
    return Part(statement, list(zip(*rows, strict=True)))


async def run_together(connection: Connection, parts: Iterable[Part]) -> None:
    """Run all that have rows. None sees what another changes, and no two may change the same row."""
    wanted = [one for one in parts if one.columns]
    if wanted:
        statement = _joined(tuple((one.statement, len(one.columns)) for one in wanted))
        await connection.execute(statement, *(column for one in wanted for column in one.columns))


@cache
def _joined(statements: tuple[tuple[str, int], ...]) -> str:
    """Return one statement of all: each as a part of `with`, its arguments numbered after those of the one before."""
    if len(statements) == 1:
        return statements[0][0]
    parts, before = [], 0
    for number, (statement, arguments) in enumerate(statements):
        parts.append(f"part_{number} as ({_after(before, statement)})")
        before += arguments
    return f"with {', '.join(parts)} select"


def _after(before: int, statement: str) -> str:
    return re.sub(r"\$(\d+)", lambda found: f"${int(found[1]) + before}", statement)
