"""How commands speak: tables and sentences to people, one JSON document to programs."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn

import typer

Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of words.")]

_UNFOLDED = 400  # columns, where nobody looks and lines should stay whole


def as_json(data: object) -> None:
    """Prints `data` as one JSON document; what JSON has no word for, as text."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, default=str) + "\n")


def as_table(rows: Sequence[Mapping[str, Any]], *columns: str) -> None:
    """Prints `rows` as a table of `columns`, each headed by its name."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if row.get(column) is None else str(row[column]) for column in columns))
    Console(width=None if sys.stdout.isatty() else _UNFOLDED).print(table)


def say(sentence: str) -> None:
    """Prints one line to people."""
    sys.stdout.write(sentence + "\n")


def say_aside(sentence: str) -> None:
    """Prints one line to people who look on while a program reads the output."""
    sys.stderr.write(sentence + "\n")


def fail(sentence: str, code: int = 1) -> NoReturn:
    """Says what went wrong and ends the command: 1 where it failed, 2 where it was called wrongly."""
    sys.stderr.write(sentence + "\n")
    raise typer.Exit(code)
