"""What a calendar file says: opening hours, holidays, make-up days (调休) and days with hours of their own."""

from datetime import date, time
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from policy.record import Record


class Session(Record):
    """Opening hours without a break, half-open: what arrives at `closes` has missed it. Asia/Shanghai."""

    opens: time
    closes: time

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if not self.opens < self.closes:
            raise ValueError("a session must close after it opens")
        return self


Sessions = tuple[Session, ...]
"""A day's sessions in their order."""


def in_order(sessions: Sessions) -> Sessions:
    """Return the sessions, or raise ValueError where one begins before the last has closed."""
    for earlier, later in pairwise(sessions):
        if later.opens < earlier.closes:
            raise ValueError(f"the session from {later.opens:%H:%M} begins before the one before it closes")
    return sessions


class Holiday(Record):
    """Days off from `first` to `last`, both included, and the weekend days worked in exchange."""

    name: str
    first: date
    last: date
    make_up: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.last < self.first:
            raise ValueError("a holiday must not end before it begins")
        return self

    def covers(self, day: date) -> bool:
        """Tell whether `day` is off."""
        return self.first <= day <= self.last


class ShortDay(Record):
    """A day with sessions of its own, such as a working morning only."""

    day: date
    name: str
    sessions: Sessions = Field(min_length=1)

    @model_validator(mode="after")
    def _keeps_its_order(self) -> Self:
        in_order(self.sessions)
        return self


class Published(Record):
    """The authority that arranged the days, and when."""

    title: str
    url: str
    published: date


class Year(Record):
    """One year as the State Council's office arranged it (国务院办公厅关于某年部分节假日安排的通知)."""

    year: int = Field(ge=2000, le=2199)
    source: Published
    holidays: tuple[Holiday, ...] = Field(min_length=1)
    short_days: tuple[ShortDay, ...] = ()

    @model_validator(mode="after")
    def _speaks_of_its_own_year(self) -> Self:
        for day in self._days():
            # A New Year's holiday may begin, or be made up for, in the December before.
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                raise ValueError(f"{day} is not a day of {self.year}")
        return self

    def _days(self) -> list[date]:
        named = [day for holiday in self.holidays for day in (holiday.first, holiday.last, *holiday.make_up)]
        return named + [short.day for short in self.short_days]


class Statutory(Record):
    """The days that are off by law whatever a year's arrangement says (全国年节及纪念日放假办法).

    `fixed` are months and days (`10-01`), `movable` the dates that follow the moon or the sun.
    """

    source: Published
    fixed: tuple[str, ...]
    movable: tuple[date, ...]

    def covers(self, day: date) -> bool:
        """Tell whether the law alone makes `day` a holiday."""
        return f"{day:%m-%d}" in self.fixed or day in self.movable
