"""The client's journal: each request is written down before it is made, and its answer after.

What it says was accepted must be found everywhere else; what it says was refused, nowhere.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class Refusal(Exception):  # noqa: N818 - what was said
    """A rule said no; `code` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Outcome(StrEnum):
    """What the client knows of a request: it was accepted, refused, or nobody knows."""

    INVOKED = "invoke"
    OK = "ok"
    REFUSED = "fail"
    UNKNOWN = "info"


@dataclass(frozen=True)
class Entry:
    """One line. `number` ties the answer to its request; `again` marks a request that was sent before."""

    number: int
    outcome: Outcome
    who: str
    what: str
    application: str
    again: bool = False
    said: str = ""


@dataclass
class Journal:
    """Lines in a file, and in memory for the checks."""

    path: Path
    entries: list[Entry] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    async def call(
        self, who: str, what: str, application: str, doing: Callable[[], Awaitable[T]], *, again: bool = False
    ) -> T:
        """Do one request between two lines."""
        asked = Entry(next(self._numbers), Outcome.INVOKED, who, what, application, again)
        self._write(asked)
        try:
            answer = await doing()
        except Refusal as refused:
            self._write(Entry(asked.number, Outcome.REFUSED, who, what, application, again, refused.code))
            raise
        except BaseException as error:
            self._write(Entry(asked.number, Outcome.UNKNOWN, who, what, application, again, type(error).__name__))
            raise
        self._write(Entry(asked.number, Outcome.OK, who, what, application, again))
        return answer

    def of(self, outcome: Outcome, what: str) -> list[Entry]:
        """Return the lines with this outcome about one kind of request."""
        return [entry for entry in self.entries if entry.outcome is outcome and entry.what == what]

    def _write(self, entry: Entry) -> None:
        self.entries.append(entry)
        with self.path.open("a") as file:
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
