"""When a review is due: half a working day, in both readings, over weekends, holidays and make-up days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from pydantic import Field

from policy.calendar import Calendar, days_from, local, moment
from policy.record import Record

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SESSIONS_PER_DAY = 2


class Reading(StrEnum):
    """What "half a working day" means; the pack says which."""

    MINUTES = "minutes"
    """So many working minutes from the later of arrival and the next opening (民法典 §201)."""
    SESSIONS = "sessions"
    """The session of arrival isn't counted; due at the close of the next (民法典 §203)."""


class ReviewLimit(Record):
    """How long a review may take: whole and half working days, in one of two readings."""

    working_days: float = Field(gt=0, le=400, multiple_of=0.5)
    reading: Reading = Reading.MINUTES
    working_day_minutes: int = Field(default=420, ge=60, le=1440)

    @property
    def length(self) -> timedelta:
        """The working time it comes to."""
        return self.working_days * self.working_day_minutes * _MINUTE


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant (UTC); provisional if it rests on a year whose holidays nobody has published: `warning` says so."""

    at: datetime
    provisional: bool = False
    warning: str | None = None


def due(start: datetime, limit: ReviewLimit, calendar: Calendar) -> Deadline:
    """Return when a review whose clock starts at `start` (aware) must be decided; a restart is a fresh call.

    A time that is used up exactly at a session's close is due then, not at the next opening.
    """
    if calendar.is_trial:
        return Deadline((start + limit.working_days * calendar.day).astimezone(UTC))
    if limit.reading is Reading.SESSIONS:
        at = _close_of_a_later_session(start, round(limit.working_days * _SESSIONS_PER_DAY), calendar)
    else:
        at = _after(start, limit.length, calendar)
    return _deadline(at, (local(start).date(), at.date()), calendar)


def fraction_of(start: datetime, limit: ReviewLimit, calendar: Calendar, fraction: float) -> datetime:
    """Return when `fraction` (above 0, at most 1) of the working time from `start` to the deadline has gone, in UTC."""
    if not 0 < fraction <= 1:
        raise ValueError("a fraction is above 0 and at most 1")
    if calendar.is_trial:
        return start + (due(start, limit, calendar).at - start) * fraction
    whole = working_time_between(start, due(start, limit, calendar).at, calendar)
    return _after(start, whole * fraction, calendar).astimezone(UTC)


def working_time_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Return the working time from `start` to `end` (aware); none if `end` isn't later."""
    sessions = takewhile(lambda session: session.begin < end, calendar.sessions_from(start))
    return sum((min(session.end, end) - session.begin for session in sessions), timedelta())


def working_minutes_between(start: datetime, end: datetime, calendar: Calendar) -> float:
    """Return the working minutes from `start` to `end` (aware)."""
    return working_time_between(start, end, calendar) / _MINUTE


def last_day(start: datetime, days: int, calendar: Calendar) -> Deadline:
    """Return the end (24:00, Asia/Shanghai) of a term of natural days that begins with `start` (aware).

    The day of `start` isn't counted (民法典 §201); if the last day is off, the next working day takes its place (§203).
    """
    if calendar.is_trial:
        return Deadline((start + days * calendar.day).astimezone(UTC))
    nominal = local(start).date() + days * _DAY
    last = next(day for day in days_from(nominal) if calendar.works(day))
    return _deadline(moment(last + _DAY), (nominal, last), calendar)


def _after(start: datetime, length: timedelta, calendar: Calendar) -> datetime:
    """Return the instant by which `length` (above zero) of working time has gone since `start`."""
    sessions = calendar.sessions_from(start)
    session = next(sessions)
    while (here := session.end - session.begin) < length:
        length -= here
        session = next(sessions)
    return session.begin + length


def _close_of_a_later_session(start: datetime, number: int, calendar: Calendar) -> datetime:
    """Return when the session closes that is `number`-th of those that open after `start`."""
    later = (session for session in calendar.sessions_from(start) if session.begin > start)
    return next(islice(later, number - 1, None)).end


def _deadline(at: datetime, rests_on: tuple[date, date], calendar: Calendar) -> Deadline:
    """The instant, marked provisional if a year between the two days has no published calendar."""
    first, last = rests_on
    unknown = [str(year) for year in range(first.year, last.year + 1) if not calendar.is_published(year)]
    if not unknown:
        return Deadline(at.astimezone(UTC))
    years = ", ".join(unknown)
    warning = f"no holiday arrangement published for {years}: taken as Monday to Friday without the statutory holidays"
    return Deadline(at.astimezone(UTC), provisional=True, warning=warning)
