"""Values as registers write them: schemes by name or by 险种 code, days with or without dashes, "no end" far away."""

import re
from datetime import date
from types import MappingProxyType

from contracts.vocabulary import Scheme

SCHEMES = MappingProxyType(
    {"employee": Scheme.EMPLOYEE, "310": Scheme.EMPLOYEE, "resident": Scheme.RESIDENT, "390": Scheme.RESIDENT}
)
"""Schemes by our word and by the national code."""

FOREVER = date(2099, 1, 1)
"""From here on a last day means that there is none: 2099-01-01 and 2120-11-01 are both in use."""

_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[ T].*)?")


def day_of(text: str) -> date:
    """Return the day that `2020-10-01`, `20201001` or `2020-10-01 00:00:00` names; raises ValueError."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError("no day")
    return date(*map(int, found.groups()))


def end_of(text: str | None) -> str | None:
    """Return the last day of an entitlement, None where it has none; raises ValueError."""
    if text is None or not text.strip():
        return None
    day = day_of(text)
    return None if day >= FOREVER else day.isoformat()
