"""Which days work."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from policy.arrangement import Holiday, Session, ShortDay, Year
from policy.calendar import SHANGHAI, Calendar, days_from
from policy.calendar_files import BUILT_IN, load_years
from policy.finding import InvalidFile
from pydantic import ValidationError

OFFICE = (Session(opens=time(9), closes=time(12)), Session(opens=time(13), closes=time(17)))
CALENDAR = Calendar(load_years(), OFFICE)


def working_days(year: int, calendar: Calendar = CALENDAR) -> int:
    days = (date(year, 1, 1) + timedelta(days=passed) for passed in range(366))
    return sum(calendar.works(day) for day in days if day.year == year)


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_working_days_of_its_arrangement(year: int, days: int) -> None:
    assert working_days(year) == days


def test_a_day_off_has_no_sessions_and_a_make_up_day_has_all() -> None:
    assert CALENDAR.sessions_on(date(2026, 10, 1)) == ()
    assert CALENDAR.sessions_on(date(2026, 10, 10)) == OFFICE


@pytest.mark.parametrize("day", ["2027-01-01", "2027-02-08", "2027-04-05", "2027-06-09", "2027-09-15", "2030-10-03"])
def test_a_statutory_holiday_is_off_in_a_year_without_an_arrangement(day: str) -> None:
    assert not CALENDAR.is_published(int(day[:4]))
    assert not CALENDAR.works(date.fromisoformat(day))


def test_an_unpublished_year_works_on_weekdays_alone() -> None:
    assert CALENDAR.works(date(2027, 2, 9))
    assert not CALENDAR.works(date(2027, 2, 13))


def test_a_city_may_keep_a_holiday_of_its_own_and_make_up_for_it() -> None:
    torch_festival = Holiday(name="火把节", first=date(2026, 8, 6), last=date(2026, 8, 7), make_up=(date(2026, 8, 8),))
    local = replace(CALENDAR, holidays=[torch_festival])
    assert [local.works(date(2026, 8, day)) for day in (5, 6, 7, 8, 9)] == [True, False, False, True, False]


def test_a_city_may_work_on_a_national_holiday() -> None:
    local = replace(
        CALENDAR,
        holidays=[Holiday(name="值班", first=date(2026, 8, 6), last=date(2026, 8, 6), make_up=(date(2026, 10, 2),))],
    )
    assert local.works(date(2026, 10, 2))


def test_a_national_short_day_has_its_own_sessions() -> None:
    short = ShortDay(day=date(2026, 11, 25), name="半天", sessions=OFFICE[1:])
    year = CALENDAR.years.published[2026].model_copy(update={"short_days": (short,)})
    calendar = replace(CALENDAR, years=replace(CALENDAR.years, published={2026: year}))
    assert calendar.sessions_on(date(2026, 11, 25)) == OFFICE[1:]
    assert calendar.sessions_on(date(2026, 11, 26)) == OFFICE


def test_days_go_on_without_end() -> None:
    days = days_from(date(2026, 12, 31))
    assert [next(days), next(days)] == [date(2026, 12, 31), date(2027, 1, 1)]


def test_a_city_lays_next_years_file_beside_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "2027.yaml").write_text(
        "year: 2027\n"
        "source: {title: 通知, url: https://www.gov.cn/2027, published: 2026-12-01}\n"
        "holidays:\n"
        "  - {name: 元旦, first: 2027-01-01, last: 2027-01-03, make_up: [2026-12-27]}\n",
        encoding="utf-8",
    )
    calendar = Calendar(load_years(tmp_path), OFFICE)
    assert calendar.is_published(2027)
    assert calendar.works(date(2026, 12, 27))
    assert calendar.works(date(2027, 2, 8))


def test_a_citys_file_corrects_the_built_in_one(tmp_path: Path) -> None:
    text = (BUILT_IN / "2026.yaml").read_text(encoding="utf-8")
    (tmp_path / "2026.yaml").write_text(text.replace("last: 2026-10-07", "last: 2026-10-08"), encoding="utf-8")
    assert CALENDAR.works(date(2026, 10, 8))
    assert not Calendar(load_years(tmp_path), OFFICE).works(date(2026, 10, 8))


def test_what_arrives_at_the_close_has_missed_the_session() -> None:
    coming = next(CALENDAR.sessions_from(datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)))
    assert coming.begin == datetime(2026, 11, 24, 13, tzinfo=SHANGHAI)


def test_a_wrong_calendar_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "2027.yaml").write_text("year: twenty\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"2027\.yaml:1:1 error year"):
        load_years(tmp_path)


@pytest.mark.parametrize("day", ["2025-11-30", "2027-01-01"])
def test_a_year_speaks_of_no_other_year(day: str) -> None:
    holiday = {"name": "元旦", "first": date.fromisoformat(day), "last": date.fromisoformat(day)}
    source = {"title": "通知", "url": "https://www.gov.cn", "published": date(2025, 11, 4)}
    with pytest.raises(ValidationError, match="not a day of 2026"):
        Year.model_validate({"year": 2026, "source": source, "holidays": (holiday,)})


def test_a_holiday_ends_after_it_began() -> None:
    with pytest.raises(ValidationError, match="end before it begins"):
        Holiday(name="国庆节", first=date(2026, 10, 7), last=date(2026, 10, 1))


def test_a_session_closes_after_it_opens() -> None:
    with pytest.raises(ValidationError, match="close after it opens"):
        Session(opens=time(12), closes=time(12))


def test_the_sessions_of_a_short_day_keep_their_order() -> None:
    with pytest.raises(ValidationError, match="from 09:00 begins before"):
        ShortDay(day=date(2026, 11, 25), name="半天", sessions=OFFICE[::-1])
