"""A clerk's file of serial numbers, line by line: what is right is taken, what is wrong is named by line and column."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from benefits.registrations.cells import plain
from benefits.registrations.columns import NUMBER, REGISTRATION

MOST_ROWS = 5_000
_NUMBER = re.compile(r"[A-Z]{2}[0-9]{17}")
_REGISTRATION = re.compile(r"[A-Za-z0-9_-]{1,30}")
_ROUNDED = re.compile(r"[0-9]+([.][0-9]+)?[Ee][+]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """An application number and the serial number that the platform gave."""

    line: int
    number: str
    registration: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that can't be used. It says where and why, never what stands there."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """A file as read. `waiting` lines have no serial number yet, and mean nothing."""

    lines: tuple[Line, ...]
    bad: tuple[BadLine, ...]
    waiting: int


def read(raw: bytes) -> Read:
    """Return what a file says. What counts is ASCII, so names may be in whatever encoding a spreadsheet saved."""
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        return _sorted_out(list(_lines(text)))
    except csv.Error:
        return Read((), (BadLine(1, "", "this is no CSV file"),), 0)


def _lines(text: str) -> Iterator[Line | BadLine]:
    table = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    table.fieldnames = [plain(name).lower() for name in table.fieldnames or ()]
    for column in (NUMBER, REGISTRATION):
        if column not in table.fieldnames:
            yield BadLine(1, column, "the column is missing")
            return
    for count, cells in enumerate(table):
        if count == MOST_ROWS:
            yield BadLine(table.line_num, "", f"a file has {MOST_ROWS} rows at most")
            return
        yield _line(table.line_num, plain(cells[NUMBER]), plain(cells[REGISTRATION]))


def _line(line: int, number: str, registration: str) -> Line | BadLine:
    if _ROUNDED.fullmatch(registration):
        return BadLine(line, REGISTRATION, "a spreadsheet has rounded the number: enter it as text")
    if registration and not _REGISTRATION.fullmatch(registration):
        return BadLine(line, REGISTRATION, "up to 30 letters and digits")
    if registration and not _NUMBER.fullmatch(number):
        return BadLine(line, NUMBER, "no application number")
    return Line(line, number, registration)


def _sorted_out(found: list[Line | BadLine]) -> Read:
    lines = [one for one in found if isinstance(one, Line) and one.registration]
    bad = [one for one in found if isinstance(one, BadLine)]
    waiting = sum(isinstance(one, Line) and not one.registration for one in found)
    return Read(tuple(lines), tuple(sorted((*bad, *_contradictions(lines)), key=lambda one: one.line)), waiting)


def _contradictions(lines: list[Line]) -> Iterator[BadLine]:
    """Name each line that says of an application or of a number something else than an earlier one."""
    numbers, registrations = dict[str, str](), dict[str, str]()
    for one in lines:
        if numbers.setdefault(one.number, one.registration) != one.registration:
            yield BadLine(one.line, REGISTRATION, "an earlier line has another number for this application")
        elif registrations.setdefault(one.registration, one.number) != one.number:
            yield BadLine(one.line, REGISTRATION, "an earlier line has this number for another application")
