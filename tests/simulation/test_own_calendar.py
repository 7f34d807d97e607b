"""The calendar that the deadlines are counted again by agrees with examples counted by hand, and with nobody else's."""

from datetime import datetime

import pytest
from mante.simulation.invariants.own_calendar import SHANGHAI, half_a_working_day_after, last_moment


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("lodged", "due"),
    [
        ("2026-11-24 10:00", "2026-11-24 14:30"),  # two hours, a lunch, one and a half more
        ("2026-11-24 16:00", "2026-11-25 11:30"),
        ("2026-02-13 18:00", "2026-02-14 13:30"),  # a Saturday that is worked before the Spring Festival
        ("2026-02-14 16:30", "2026-02-24 12:00"),
        ("2026-09-30 16:59", "2026-10-08 13:29"),
        ("2026-10-09 15:00", "2026-10-10 10:30"),  # a Saturday that is worked after the National Day
    ],
)
def test_half_a_working_day_is_210_working_minutes(lodged: str, due: str) -> None:
    assert half_a_working_day_after(shanghai(lodged)) == shanghai(due)


def test_a_deadline_in_a_year_without_an_arrangement_is_not_judged() -> None:
    assert half_a_working_day_after(shanghai("2026-12-31 16:00")) is None


def test_a_last_day_that_is_off_moves_to_the_next_that_is_worked() -> None:
    assert last_moment(shanghai("2026-09-17 09:00"), 15) == shanghai("2026-10-09 00:00")
