"""The review clock: started with its deadline and warnings at once, stopped while a supplement is awaited."""

from dataclasses import dataclass
from datetime import datetime

from chassis.decision import ClearTimer, SetTimer
from policy.pack import Pack
from policy.registry import Packs
from policy.working_time import ReviewLimit, due, fraction_of

from review.domain.case import Term, TimerKind

_WARNING = "warn_"
LAST_PART = 0.75
"""The part of the review time that an approval waits for the register of the insured, where no warning says better."""

WITHOUT_A_LIMIT = ReviewLimit(working_days=0.5)
"""How long it waits where there is no limit: 210 working minutes. A default, to be confirmed by the bureau."""


@dataclass(frozen=True, slots=True)
class Started:
    """A clock that runs: what is stored, and the timers that watch over it."""

    term: Term
    timers: tuple[SetTimer, ...] = ()


def start(packs: Packs, pack: Pack, at: datetime) -> Started:
    """Start the clock at `at` (UTC). Without a limit in the pack nothing can be overdue, only expected."""
    calendar, rule = packs.calendar_of(pack), pack.clock
    expected = due(at, rule.expected_review, calendar).at if rule.expected_review else None
    limit = rule.review_limit
    if limit is None:
        return Started(Term(expected_by=expected, unchecked_from=due(at, WITHOUT_A_LIMIT, calendar).at))
    deadline = due(at, limit, calendar)
    last = fraction_of(at, limit, calendar, max(rule.warn_at, default=LAST_PART))
    warnings = (SetTimer(warning(part), fraction_of(at, limit, calendar, part)) for part in rule.warn_at)
    term = Term(deadline.at, deadline.provisional, expected, last)
    return Started(term, (*warnings, SetTimer(TimerKind.DEADLINE, deadline.at)))


def stop(pack: Pack) -> tuple[ClearTimer, ...]:
    """Return what stops the clock."""
    return (*(ClearTimer(warning(part)) for part in pack.clock.warn_at), ClearTimer(TimerKind.DEADLINE))


def warning(part: float) -> str:
    """Return the timer's kind for a part of the review time (0.5 → `warn_50`)."""
    return f"{_WARNING}{round(part * 100)}"


def percent(kind: str) -> int:
    """Return how much of the review time has gone when a timer of this kind comes due."""
    return int(kind.removeprefix(_WARNING))


def warnings_of(packs: Packs) -> set[str]:
    """Return the kinds of all warnings that any pack asks for."""
    return {warning(part) for pack in packs for part in pack.clock.warn_at}
