"""A table for a clerk's spreadsheet: nothing in it is taken for a formula, and no long number is rounded."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from policy.calendar import local

BYTE_ORDER_MARK = "\ufeff"
"""By it a spreadsheet knows UTF-8; without it Chinese comes out garbled."""

_BEGINS_A_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_SHOWN_WHOLE = 11
"""From twelve digits on a spreadsheet shows a power of ten, from sixteen on it loses digits: 18 of an identity card."""


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return the rows as CSV (RFC 4180, every cell quoted) under `columns`; what a row doesn't have stays empty."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column, "")) for column in columns])
    return text.getvalue()


def cell(text: str) -> str:
    """Return the text such that a spreadsheet shows it as it is.

    What begins like a formula gets an apostrophe before it, a long number a tab after it. `plain` takes both off.
    """
    if text.lstrip(" ").startswith(_BEGINS_A_FORMULA):
        return f"'{text}"
    return f"{text}\t" if text.isascii() and text.isdigit() and len(text) > _SHOWN_WHOLE else text


def plain(shown: str) -> str:
    """Return what a cell says, without what `cell` and a clerk's hand put around it."""
    return shown.strip().removeprefix("'").strip()


def moment_of(instant: datetime) -> str:
    """Return an instant as the platform's tables write it (Asia/Shanghai)."""
    return f"{local(instant):%Y-%m-%d %H:%M:%S}"
