"""Application numbers can be read out on the telephone: one wrong digit is noticed."""

from datetime import date

from contracts.events.updates import ProgressChanged
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.numbers import check_digit, is_number, number_of

from .story import Applying
from .world import TUESDAY_TEN, World

DAY = date(2026, 11, 24)


@given(st.sampled_from(["LP", "NC"]), st.uuids(), st.integers(0, 3))
def test_a_number_has_the_published_form(prefix: str, application: object, attempt: int) -> None:
    number = number_of(prefix, DAY, application, attempt)  # type: ignore[arg-type]
    assert ProgressChanged(state=ApplicationState.LODGED, at=TUESDAY_TEN, number=number).number == number
    assert is_number(number)


@given(st.uuids(), st.integers(2, 18), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(application: object, place: int, shift: int) -> None:
    number = number_of("LP", DAY, application, 0)  # type: ignore[arg-type]
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_number(number[:place] + wrong + number[place + 1 :])


def test_the_check_digit_is_iso_7064_mod_11_10() -> None:
    assert check_digit("0794") == "5"


async def test_a_number_that_is_taken_is_passed_over(world: World) -> None:
    applying = Applying(world)
    taken = number_of("LP", DAY, applying.id, 0)
    first = Applying(world)
    await first.submit()
    world.storage.reservations[f"number:{taken}"] = world.storage.reservations[first.open_key]
    await applying.open()
    assert (await applying.lodge())["number"] == number_of("LP", DAY, applying.id, 1)


def test_numbers_of_two_applications_differ() -> None:
    assert number_of("LP", DAY, uuid7(), 0) != number_of("LP", DAY, uuid7(), 0)
