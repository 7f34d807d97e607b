"""Which days work, and from when to when, in one city."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import count

from policy.arrangement import Holiday, Sessions, ShortDay, Statutory, Year

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept UTC+8 without summer time since 1991, so no time zone database is needed."""

DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Years:
    """Every year's arrangement that is known, and what the law says of the others."""

    published: Mapping[int, Year]
    statutory: Statutory


@dataclass(frozen=True, slots=True)
class Open:
    """A session of a certain day, or what is left of it on arrival; Asia/Shanghai."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one city. A local day outranks the national arrangement, a make-up day a holiday.

    `sessions` are those of an ordinary working day. `holidays` and `short_days` are the city's own. `day` is how long a
    natural day lasts: 24 hours but in a pack for trials, where terms run on by the clock.
    """

    years: Years
    sessions: Sessions
    holidays: Sequence[Holiday] = ()
    short_days: Sequence[ShortDay] = ()
    day: timedelta = DAY

    @property
    def is_trial(self) -> bool:
        """Whether its days are shorter than people's: then all of them work, all day long."""
        return self.day != DAY

    def is_published(self, year: int) -> bool:
        """Tell whether the arrangement of `year` is known, make-up days and all."""
        return year in self.years.published

    def sessions_on(self, day: date) -> Sessions:
        """Return the sessions of `day`, none on a day off."""
        if not self.works(day):
            return ()
        short = (*self.short_days, *(each for year in self._arrangements(day) for each in year.short_days))
        return next((each.sessions for each in short if each.day == day), self.sessions)

    def works(self, day: date) -> bool:
        """Tell whether `day` is a working day (工作日).

        A year without an arrangement works Monday to Friday but for the statutory holidays.
        """
        for holidays in (self.holidays, *(year.holidays for year in self._arrangements(day))):
            if any(day in holiday.make_up for holiday in holidays):
                return True
            if any(holiday.covers(day) for holiday in holidays):
                return False
        if not self.is_published(day.year) and self.years.statutory.covers(day):
            return False
        return day.weekday() < _SATURDAY

    def sessions_from(self, start: datetime) -> Iterator[Open]:
        """Give every session that isn't over at `start`, the running one from `start` on, without end."""
        begin = local(start)
        days = days_from(begin.date())
        whole = (
            Open(moment(day, each.opens), moment(day, each.closes)) for day in days for each in self.sessions_on(day)
        )
        return (Open(max(begin, session.begin), session.end) for session in whole if begin < session.end)

    def _arrangements(self, day: date) -> tuple[Year, ...]:
        """Next year's first: it is the later word on a day in December."""
        published = self.years.published
        return tuple(published[year] for year in (day.year + 1, day.year) if year in published)


def days_from(first: date) -> Iterator[date]:
    """Give every day from `first` on, without end."""
    return (first + timedelta(days=days) for days in count())


def moment(day: date, at: time = time()) -> datetime:
    """Return the instant at which it is `at` on `day` in Asia/Shanghai; midnight, unless said otherwise."""
    return datetime.combine(day, at, SHANGHAI)


def local(instant: datetime) -> datetime:
    """Return `instant` (aware, else ValueError) as the clocks in Asia/Shanghai show it."""
    if instant.tzinfo is None:
        raise ValueError("a time without its zone could be any of 24 hours")
    return instant.astimezone(SHANGHAI)
