"""A calendar of its own, to count deadlines again: the State Council's arrangement of 2026, written down by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
YEAR = 2026
_OFF = (
    ("2026-01-01", 3),
    ("2026-02-15", 9),
    ("2026-04-04", 3),
    ("2026-05-01", 5),
    ("2026-06-19", 3),
    ("2026-09-25", 3),
    ("2026-10-01", 7),
)
"""First day and number of days: 元旦, 春节, 清明, 劳动节, 端午, 中秋, 国庆."""

_WORKED = ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
"""Weekend days that are worked instead (调休上班)."""

OFF = frozenset((date.fromisoformat(first) + timedelta(days=day)) for first, days in _OFF for day in range(days))
WORKED = frozenset(date.fromisoformat(day) for day in _WORKED)
MORNING, AFTERNOON = (time(9), time(12)), (time(13), time(17))
HALF_A_DAY = timedelta(minutes=210)
SATURDAY = 5


def works(day: date) -> bool:
    """Say whether a day of 2026 is worked."""
    return day in WORKED or (day.weekday() < SATURDAY and day not in OFF)


def half_a_working_day_after(start: datetime) -> datetime | None:
    """Return when 210 working minutes have gone since `start`; None where that leaves the year."""
    left = HALF_A_DAY
    for opens, closes in _sessions(start.astimezone(SHANGHAI)):
        here = closes - max(opens, start)
        if here >= left:
            return (max(opens, start) + left).astimezone(UTC)
        left -= here
    return None


def _sessions(start: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = start.date()
    while day.year == YEAR:
        for opens, closes in (MORNING, AFTERNOON) if works(day) else ():
            begin, end = datetime.combine(day, opens, SHANGHAI), datetime.combine(day, closes, SHANGHAI)
            if end > start:
                yield begin, end
        day += timedelta(days=1)


def last_moment(asked: datetime, days: int) -> datetime | None:
    """Return the end of a term of natural days; a last day that is off moves to the next that is worked."""
    day = asked.astimezone(SHANGHAI).date() + timedelta(days=days)
    while day.year == YEAR and not works(day):
        day += timedelta(days=1)
    if day.year != YEAR:
        return None
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)
