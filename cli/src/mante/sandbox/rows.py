"""A row of the sandbox's table: what to do, and what then happens within seconds."""

from dataclasses import dataclass
from enum import StrEnum

LIUPANSHUI, NANCHONG, SANDBOX = "520200", "511300", "990000"
"""Where persons are insured. In the last, 沙箱市, a day lasts two seconds; else it is like 六盘水."""


class Team(StrEnum):
    """Whom a row is for."""

    CHANNEL = "channel"
    HOSPITAL = "hospital"


@dataclass(frozen=True)
class Said:
    """A sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Row:
    """`born` is what brings it about, as in an identity number (YYYYMMDD), or `phone` (`?` is any digit).

    Without either anybody does. `areas` are where the person may be insured; none: the hospital's people come by
    themselves.
    """

    code: str
    do: Said
    happens: Said
    areas: tuple[str, ...] = (LIUPANSHUI, NANCHONG)
    born: str = ""
    phone: str = ""
    team: Team = Team.CHANNEL
