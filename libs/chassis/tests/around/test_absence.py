"""Which errors say that nobody was there, and when that is over."""

import httpx
import pytest
from chassis import vault
from chassis.absence import AT_MOST_EVERY, Absences, Absent, met_nobody


def caused_by(cause: Exception) -> Exception:
    error = RuntimeError("something went wrong")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [Absent(), vault.Unheard(), ConnectionRefusedError(), httpx.ConnectError(""), httpx.ConnectTimeout("")],
)
def test_nobody_was_there(error: Exception) -> None:
    assert met_nobody(error)
    assert met_nobody(caused_by(error))


@pytest.mark.parametrize(
    "error", [TimeoutError(), vault.Away(), httpx.ReadTimeout(""), httpx.ReadError(""), ValueError()]
)
def test_somebody_may_have_been_there(error: Exception) -> None:
    assert not met_nobody(error)
    assert not met_nobody(caused_by(error))


def test_an_outage_is_over_once() -> None:
    now = 0.0
    absences = Absences(["Fetch", "Send"], clock=lambda: now)
    assert [absences.is_over("Fetch"), absences.is_over("Fetch"), absences.is_over("Send")] == [True, False, True]


def test_where_one_answers_while_another_does_not_nobody_is_hurried_without_an_end() -> None:
    now = 0.0
    absences = Absences([], clock=lambda: now)
    hurried = 0
    while now < 10 * AT_MOST_EVERY:
        absences.missed("Fetch")
        hurried += absences.is_over("Fetch")
        now += 0.25
    assert hurried == 10
