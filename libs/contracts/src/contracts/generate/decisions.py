"""What the services decide, as they say it themselves: this package knows none of them, and takes it as data."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Final

from contracts.generate.text import json_text

PLACE: Final = "docs/decisions.json"


class Occasion(StrEnum):
    """What makes a service decide: a message of this type, a timer of this kind, an effect that was given up."""

    MESSAGE = "message"
    TIMER = "timer"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Decided:
    """One row of a service's table. `about` names event, message, timer or effect; `means` says what a message is."""

    service: str
    occasion: Occasion
    about: str
    decision: str
    says: str
    means: str = ""


def read(root: Path) -> list[Decided]:
    """Return what lies in the repository; nothing where there is none."""
    file = root / PLACE
    rows = json.loads(file.read_text("utf-8")) if file.is_file() else []
    return [Decided(**{**row, "occasion": Occasion(row["occasion"])}) for row in rows]


def text(rows: Iterable[Decided]) -> str:
    """Return the file's text."""
    return json_text([asdict(row) for row in rows])


def led_to(event: str, rows: Iterable[Decided]) -> str:
    """Return a list of what is decided when `event` arrives; empty where nothing is."""
    found = [row for row in rows if row.occasion is Occasion.MESSAGE and row.about == event]
    lines = [f"- `{row.service}.{row.decision}`: {row.says}" for row in found]
    return "\n".join(["Leads to:", "", *lines]) if lines else ""


def besides(events: Sequence[str], rows: Iterable[Decided]) -> str:
    """Return a table for each service of what it decides on anything but `events`."""
    others = [row for row in rows if row.occasion is not Occasion.MESSAGE or row.about not in events]
    return "\n".join(_table(service, list(own)) for service, own in groupby(others, key=lambda row: row.service))


def _table(service: str, rows: Sequence[Decided]) -> str:
    lines = [f"| {_when(row)} | `{row.decision}`: {row.says} |" for row in rows]
    return "\n".join([f"### In {service}", "", "| when | what is decided |", "|---|---|", *lines, ""])


def _when(row: Decided) -> str:
    match row.occasion:
        case Occasion.TIMER:
            return f"the timer `{row.about}` comes due"
        case Occasion.GIVEN_UP:
            return f"`{row.about}` is given up: the ladder of retries came to its end"
        case Occasion.MESSAGE:
            return f"`{row.about}`: {row.means}"
