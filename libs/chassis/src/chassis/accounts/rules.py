"""When a try to sign in counts: five that fail, and the account waits for a quarter of an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TRIES, LOCKED_FOR = 5, timedelta(minutes=15)


class Outcome(StrEnum):
    """What became of a try. Who isn't known, or is disabled, is told no more than that it was wrong."""

    RIGHT = "right"
    MUST_CHANGE = "must_change"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries since the last that was right; after the fifth no other counts before `locked_until`."""

    count: int = 0
    locked_until: datetime | None = None


def locked(tries: Tries, now: datetime) -> bool:
    """Say whether no try counts now, not even a right one."""
    return tries.locked_until is not None and now < tries.locked_until


def one_more(tries: Tries, now: datetime) -> Tries:
    """Return the tries with another one. It is counted before it is judged, so that none at the same time is free."""
    count = 1 if tries.locked_until is not None else tries.count + 1
    return Tries(count, now + LOCKED_FOR if count >= TRIES else None)
