"""When half a working day is over: the worked examples, the scenarios, and what holds for every instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.arrangement import Holiday, Session, ShortDay
from policy.calendar import SHANGHAI, Calendar
from policy.calendar_files import load_years
from policy.working_time import (
    Reading,
    ReviewLimit,
    due,
    fraction_of,
    last_day,
    working_minutes_between,
    working_time_between,
)

OFFICE = (Session(opens=time(9), closes=time(12)), Session(opens=time(13), closes=time(17)))
CALENDAR = Calendar(load_years(), OFFICE)
MINUTES = ReviewLimit(working_days=0.5, reading=Reading.MINUTES)
SESSIONS = ReviewLimit(working_days=0.5, reading=Reading.SESSIONS)

INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.sampled_from([UTC, SHANGHAI]))  # noqa: DTZ001
LIMITS = st.builds(
    ReviewLimit,
    working_days=st.sampled_from([0.5, 1.0, 1.5, 3.0, 20.0]),
    reading=st.sampled_from(Reading),
)


def at(text: str) -> datetime:
    """An instant as the clocks in Asia/Shanghai show it."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


EXAMPLES = [
    pytest.param("2026-11-27 16:50", "2026-11-30 13:20", "2026-11-30 12:00", id="weekend"),
    pytest.param("2026-09-30 15:30", "2026-10-08 11:00", "2026-10-08 12:00", id="eve-of-national-day"),
    pytest.param("2026-10-10 10:15", "2026-10-10 14:45", "2026-10-10 17:00", id="make-up-saturday"),
    pytest.param("2026-05-08 23:59", "2026-05-09 13:30", "2026-05-09 12:00", id="night-before-a-make-up-day"),
    pytest.param("2026-06-09 12:30", "2026-06-09 16:30", "2026-06-09 17:00", id="lunch-break"),
    pytest.param("2026-06-19 20:00", "2026-06-22 13:30", "2026-06-22 12:00", id="holiday-night"),
    pytest.param("2026-11-25 13:30", "2026-11-25 17:00", "2026-11-26 12:00", id="exactly-used-up"),
    pytest.param("2026-12-31 16:00", "2027-01-04 11:30", "2027-01-04 12:00", id="year-without-a-calendar"),
    pytest.param("2026-10-09 16:30", "2026-10-10 12:00", "2026-10-10 12:00", id="into-a-make-up-saturday"),
    pytest.param("2026-02-14 16:59", "2026-02-24 13:29", "2026-02-24 12:00", id="spring-festival"),
    pytest.param("2026-11-25 09:00", "2026-11-25 13:30", "2026-11-25 17:00", id="at-the-opening"),
    pytest.param("2026-11-25 12:00", "2026-11-25 16:30", "2026-11-25 17:00", id="at-the-close-of-the-morning"),
    pytest.param("2026-11-25 17:00", "2026-11-26 13:30", "2026-11-26 12:00", id="at-the-close-of-the-day"),
]


@pytest.mark.parametrize(("submitted", "by_minutes", "by_sessions"), EXAMPLES)
def test_half_a_working_day_in_both_readings(submitted: str, by_minutes: str, by_sessions: str) -> None:
    assert due(at(submitted), MINUTES, CALENDAR).at == at(by_minutes)
    assert due(at(submitted), SESSIONS, CALENDAR).at == at(by_sessions)


@pytest.mark.parametrize(
    ("clock_starts", "deadline"),
    [
        ("2026-11-24 10:00", "2026-11-24 14:30"),
        ("2026-12-01 10:20", "2026-12-01 14:50"),
        ("2026-12-01 15:10", "2026-12-02 10:40"),
        ("2026-12-02 11:00", "2026-12-02 15:30"),
    ],
)
def test_each_supplement_starts_a_fresh_half_day(clock_starts: str, deadline: str) -> None:
    assert due(at(clock_starts), MINUTES, CALENDAR).at == at(deadline)


def test_warnings_over_national_day_come_at_half_and_three_quarters() -> None:
    submitted = at("2026-09-30 16:20")
    assert fraction_of(submitted, MINUTES, CALENDAR, 0.5) == at("2026-10-08 10:05")
    assert fraction_of(submitted, MINUTES, CALENDAR, 0.75) == at("2026-10-08 10:57:30")
    assert due(submitted, MINUTES, CALENDAR).at == at("2026-10-08 11:50")


def test_a_corrected_day_off_moves_the_deadline_to_the_next_working_day() -> None:
    corrected = replace(CALENDAR, holidays=[Holiday(name="更正", first=date(2026, 10, 8), last=date(2026, 10, 8))])
    assert due(at("2026-09-30 16:20"), MINUTES, corrected).at == at("2026-10-09 11:50")


def test_a_half_day_counts_only_its_morning() -> None:
    morning = ShortDay(day=date(2026, 11, 25), name="半天", sessions=OFFICE[:1])
    short = replace(CALENDAR, short_days=[morning])
    assert due(at("2026-11-25 10:00"), MINUTES, short).at == at("2026-11-26 10:30")
    assert due(at("2026-11-25 10:00"), SESSIONS, short).at == at("2026-11-26 12:00")


def test_the_deadline_is_told_in_utc() -> None:
    deadline = due(at("2026-11-25 13:30"), MINUTES, CALENDAR)
    assert deadline.at.isoformat() == "2026-11-25T09:00:00+00:00"
    assert fraction_of(at("2026-11-25 13:30"), MINUTES, CALENDAR, 0.5).tzinfo is UTC


def test_a_year_without_a_calendar_gives_a_provisional_deadline_and_says_so() -> None:
    deadline = due(at("2026-12-31 16:00"), MINUTES, CALENDAR)
    assert deadline.provisional
    assert deadline.warning is not None
    assert "2027" in deadline.warning


def test_a_deadline_within_a_published_year_is_certain() -> None:
    deadline = due(at("2026-12-31 13:30"), MINUTES, CALENDAR)
    assert (deadline.provisional, deadline.warning) == (False, None)


def test_a_published_calendar_ends_the_doubt() -> None:
    bridged = Holiday(name="元旦", first=date(2027, 1, 1), last=date(2027, 1, 4), make_up=(date(2026, 12, 27),))
    year = CALENDAR.years.published[2026].model_copy(update={"year": 2027, "holidays": (bridged,)})
    years = replace(CALENDAR.years, published={**CALENDAR.years.published, 2027: year})
    known = replace(CALENDAR, years=years)
    deadline = due(at("2026-12-31 16:00"), MINUTES, known)
    assert (deadline.at, deadline.provisional) == (at("2027-01-05 11:30"), False)
    assert known.works(date(2026, 12, 27))


def test_an_internal_target_of_twenty_working_days_ends_at_the_same_hour() -> None:
    target = ReviewLimit(working_days=20)
    assert due(at("2026-11-24 10:00"), target, CALENDAR).at == at("2026-12-22 10:00")


def test_a_supplement_is_due_at_the_end_of_the_fifteenth_day() -> None:
    assert last_day(at("2026-12-01 14:30"), 15, CALENDAR).at == at("2026-12-17 00:00")


def test_a_last_day_that_is_off_gives_way_to_the_next_working_day() -> None:
    assert last_day(at("2026-09-18 10:00"), 15, CALENDAR).at == at("2026-10-09 00:00")
    assert last_day(at("2026-09-25 10:00"), 15, CALENDAR).at == at("2026-10-11 00:00")


def test_a_last_day_in_an_unpublished_year_is_provisional() -> None:
    assert last_day(at("2026-12-20 10:00"), 15, CALENDAR).provisional
    assert not last_day(at("2026-12-16 10:00"), 15, CALENDAR).provisional


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(datetime(2026, 11, 24, 10), MINUTES, CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize("fraction", [0, -0.5, 1.01])
def test_a_fraction_is_above_zero_and_at_most_one(fraction: float) -> None:
    with pytest.raises(ValueError, match="fraction"):
        fraction_of(at("2026-11-24 10:00"), MINUTES, CALENDAR, fraction)


def test_nothing_is_worked_backwards() -> None:
    assert working_time_between(at("2026-11-24 15:00"), at("2026-11-24 10:00"), CALENDAR) == timedelta()


@given(INSTANTS, LIMITS)
def test_a_deadline_lies_within_a_session_or_at_its_close(start: datetime, limit: ReviewLimit) -> None:
    end = due(start, limit, CALENDAR).at.astimezone(SHANGHAI)
    assert end > start
    assert any(session.opens < end.time() <= session.closes for session in CALENDAR.sessions_on(end.date()))


@given(INSTANTS, st.sampled_from([0.5, 1.0, 1.5, 20.0]))
def test_exactly_the_limit_lies_between_start_and_deadline(start: datetime, days: float) -> None:
    limit = ReviewLimit(working_days=days)
    assert working_minutes_between(start, due(start, limit, CALENDAR).at, CALENDAR) == days * 420


@given(INSTANTS, LIMITS, st.timedeltas(timedelta(), timedelta(days=40)))
def test_who_comes_later_is_due_no_earlier(start: datetime, limit: ReviewLimit, later: timedelta) -> None:
    assert due(start, limit, CALENDAR).at <= due(start + later, limit, CALENDAR).at


@given(INSTANTS, LIMITS)
def test_warnings_come_in_order_between_start_and_deadline(start: datetime, limit: ReviewLimit) -> None:
    half, most, whole = (fraction_of(start, limit, CALENDAR, part) for part in (0.5, 0.75, 1))
    assert start < half < most < whole == due(start, limit, CALENDAR).at


@given(INSTANTS)
def test_by_sessions_a_whole_session_follows_the_arrival(start: datetime) -> None:
    end = due(start, SESSIONS, CALENDAR).at
    local = end.astimezone(SHANGHAI)
    (session,) = (each for each in CALENDAR.sessions_on(local.date()) if each.closes == local.time())
    opened = local.replace(hour=session.opens.hour, minute=session.opens.minute)
    assert start < opened
    assert working_time_between(start, opened, CALENDAR) < timedelta(hours=4)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 20)))  # noqa: DTZ001
def test_counting_minute_by_minute_comes_to_the_same(day: datetime) -> None:
    start = day.replace(second=0, microsecond=0, tzinfo=SHANGHAI)
    assert due(start, MINUTES, CALENDAR).at == counted(start, 210)


OFF_2026 = {
    *(date(2026, 1, d) for d in (1, 2, 3)),
    *(date(2026, 2, d) for d in range(15, 24)),
    *(date(2026, 4, d) for d in (4, 5, 6)),
    *(date(2026, 5, d) for d in range(1, 6)),
    *(date(2026, 6, d) for d in (19, 20, 21)),
    *(date(2026, 9, d) for d in (25, 26, 27)),
    *(date(2026, 10, d) for d in range(1, 8)),
}
MADE_UP_2026 = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}


def counted(start: datetime, minutes: int) -> datetime:
    """The slow and plain way: look at every minute of 2026, and count those at work."""
    for minute in (start + timedelta(minutes=passed) for passed in count()):
        minutes -= at_work(minute)
        if minutes == 0:
            return minute + timedelta(minutes=1)
    raise AssertionError


def at_work(minute: datetime) -> bool:
    day = minute.date()
    works = day in MADE_UP_2026 or (day.weekday() < 5 and day not in OFF_2026)
    return works and minute.hour in {9, 10, 11, 13, 14, 15, 16}


def test_a_trial_has_no_nights_and_no_holidays_and_its_days_last_as_long_as_it_says() -> None:
    trial = replace(CALENDAR, day=timedelta(seconds=2))
    night = at("2026-10-03 23:59:59")
    five_days = ReviewLimit(working_days=5)
    assert due(night, five_days, trial).at - night == timedelta(seconds=10)
    assert not due(at("2026-12-31 23:59:59"), five_days, trial).provisional
    assert fraction_of(night, five_days, trial, 0.75) - night == timedelta(seconds=7.5)
    assert last_day(night, 10, trial).at - night == timedelta(seconds=20)
