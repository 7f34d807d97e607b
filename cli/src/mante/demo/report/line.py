"""One line of an application's life, and how times are said in it."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from policy.calendar import local


class Tone(StrEnum):
    """How a line looks: most are plain, an end is good or bad, a delay or a gap asks for attention."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    CARE = "care"


@dataclass(frozen=True)
class Line:
    """When (UTC) who did what, and why it is so. Lines that differ only in their `things` are one."""

    at: datetime
    who: str
    what: str
    why: str = ""
    tone: Tone = Tone.PLAIN
    things: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What was done, with everything that it was done to."""
        counted = Counter(self.things).items()
        return self.what + "、".join(thing if times == 1 else f"{thing} {times} 条" for thing, times in counted)

    def join(self, other: "Line") -> "Line | None":
        """Return both as one, or None where they say different things."""
        same = replace(other, at=self.at, things=self.things) == self
        return replace(self, things=self.things + other.things) if same and self.things else None


def clock(instant: str) -> str:
    """Say an ISO instant as 11月25日14:00."""
    at = local(datetime.fromisoformat(instant))
    return f"{at.month}月{at.day}日{at:%H:%M}"


def last_day(end: str) -> str:
    """Say the ISO end of a term as its last day: 12月14日 for what ends at 24:00, as the notice says it."""
    last = local(datetime.fromisoformat(end)) - timedelta(microseconds=1)
    return f"{last.month}月{last.day}日"


def calendar_day(day: str) -> str:
    """Say an ISO day as 2026年11月25日."""
    on = date.fromisoformat(day)
    return f"{on.year}年{on.month}月{on.day}日"
