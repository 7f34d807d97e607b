"""A reminder that falls into the night waits for the morning; by day it goes out at once."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.calendar import SHANGHAI, local
from policy.quiet_hours import EVENING, MORNING, by_day


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("due", "goes_out"),
    [
        ("2026-12-08 17:00", "2026-12-08 17:00"),
        ("2026-12-08 08:00", "2026-12-08 08:00"),
        ("2026-12-08 20:59", "2026-12-08 20:59"),
        ("2026-12-08 07:59", "2026-12-08 08:00"),
        ("2026-12-08 00:00", "2026-12-08 08:00"),
        ("2026-12-08 21:00", "2026-12-09 08:00"),
        ("2026-12-31 23:59", "2027-01-01 08:00"),
    ],
)
def test_a_reminder_of_the_night_waits_for_the_morning(due: str, goes_out: str) -> None:
    assert by_day(at(due)) == at(goes_out)


@given(st.datetimes(timezones=st.just(SHANGHAI), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001
def test_none_comes_early_none_by_night_and_none_waits_longer_than_the_night(due: datetime) -> None:
    out = by_day(due)
    assert due <= out <= due + timedelta(hours=11)
    assert MORNING <= local(out).time() < EVENING
