"""When a code may be sent, and when one counts. The same is shown whoever asks, so that nobody learns who is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(minutes=5)
"""How long a code counts."""
BETWEEN, A_DAY, MOST_A_DAY = timedelta(seconds=60), timedelta(hours=24), 5
"""Codes to one person, or to one telephone: a minute apart, five in any twenty-four hours."""
WRONG, LOCKED_FOR = 5, timedelta(minutes=15)
"""After five wrong codes a person waits for a quarter of an hour (bad_input A82, A83)."""


class Outcome(StrEnum):
    """What became of a code that was entered."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An earlier sign-in of the same person or telephone: when it began, and the wrong codes entered."""

    began_at: datetime
    wrong: int = 0
    last_wrong_at: datetime | None = None


def may_send(attempts: Sequence[Attempt], now: datetime) -> bool:
    """Say whether another code may go out to whom these attempts were."""
    lately = [one for one in attempts if now - one.began_at < A_DAY]
    return len(lately) < MOST_A_DAY and all(now - one.began_at >= BETWEEN for one in lately)


def locked(attempts: Sequence[Attempt], now: datetime) -> bool:
    """Say whether too many wrong codes were entered lately."""
    return sum(one.wrong for one in attempts if one.last_wrong_at and now - one.last_wrong_at < LOCKED_FOR) >= WRONG


def judge(attempt: Attempt, others: Sequence[Attempt], now: datetime, *, matches: bool) -> Outcome:
    """Say what a code counts for, entered for `attempt`, with the person's other attempts in view."""
    if locked((attempt, *others), now):
        return Outcome.LOCKED
    if now - attempt.began_at >= LASTS:
        return Outcome.OVER
    return Outcome.RIGHT if matches else Outcome.WRONG
