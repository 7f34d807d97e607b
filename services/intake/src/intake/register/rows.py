"""A city's file of the insured, line by line: what is right is taken, what is wrong is named by line and column."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from chassis.decision import Refused

from intake.domain.identity import IdType, normalised_number
from intake.register.values import SCHEMES, day_of, end_of

COLUMNS = ("id_number", "area", "scheme")
OPTIONAL = ("id_type", "national_code", "disease_code", "start", "end")
_AREA = re.compile(r"[0-9]{6}")
_NATIONAL = re.compile(r"[A-Z0-9]{2,30}")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


@dataclass(frozen=True, slots=True)
class Row:
    """A person's insurance, and an entitlement under it where the line names a disease."""

    id_type: IdType
    id_number: str = field(repr=False)
    area: str
    scheme: str
    national_code: str | None = None
    disease_code: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that can't be used. It shows where and why, never what stands there."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.reason}"


class BadFile(ValueError):  # noqa: N818
    """The file isn't a table of the insured at all."""


class _Bad(Exception):  # noqa: N818
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def rows_in(lines: Iterable[str], today: date) -> Iterator[Row | BadRow]:
    """Return each line as a row, or as what is wrong with it; raises `BadFile` if a column is missing."""
    table = csv.DictReader(lines, restkey="", restval="")
    columns = {name.strip().lower() for name in table.fieldnames or ()}
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise BadFile(f"no column {', '.join(missing)}")
    for given in table:
        cells = {(name or "").strip().lower(): cell.strip() for name, cell in given.items() if isinstance(cell, str)}
        try:
            yield _row(cells, today)
        except _Bad as bad:
            yield BadRow(table.line_num, bad.column, bad.reason)


def _row(cells: dict[str, str], today: date) -> Row:
    id_type = _id_type(cells.get("id_type", ""))
    national, local = cells.get("national_code", ""), cells.get("disease_code", "")
    row = Row(
        id_type=id_type,
        id_number=_number(id_type, cells["id_number"], today),
        area=_matching(_AREA, "area", cells["area"]),
        scheme=_scheme(cells["scheme"]),
        national_code=_matching(_NATIONAL, "national_code", national) if national else None,
        disease_code=_matching(_LOCAL, "disease_code", local) if local else None,
        start=_day("start", cells.get("start", "")),
        end=_end(cells.get("end", "")),
    )
    if (row.start is None) != (row.national_code is None and row.disease_code is None):
        raise _Bad("start", "an entitlement has a disease and a first day")
    return row


def _id_type(text: str) -> IdType:
    try:
        return IdType(text or IdType.RESIDENT)
    except ValueError:
        raise _Bad("id_type", f"one of {', '.join(IdType)}") from None


def _number(id_type: IdType, text: str, today: date) -> str:
    try:
        return normalised_number(id_type, text, today)
    except Refused as refused:
        raise _Bad("id_number", refused.code) from None


def _scheme(text: str) -> str:
    if text not in SCHEMES:
        raise _Bad("scheme", f"one of {', '.join(SCHEMES)}")
    return SCHEMES[text].value


def _matching(form: re.Pattern[str], column: str, text: str) -> str:
    if not form.fullmatch(text):
        raise _Bad(column, f"not of the form {form.pattern}")
    return text


def _day(column: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day = day_of(text)
    except ValueError:
        raise _Bad(column, "no day of the calendar") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise _Bad(column, "no day of these centuries")
    return day


def _end(text: str) -> date | None:
    day = _day("end", text)
    return None if day is None or end_of(text) is None else day
