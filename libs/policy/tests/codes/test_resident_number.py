"""GB 11643: what is wrong with a number, and with which one nothing is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.codes.resident_number import CHECK_CHARACTERS, WEIGHTS, Fault, check_character, fault_of
from policy.codes.written import normalised

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "520200195507080018",
        "52020019880229002X",
        "511300196211120032",
        *(f"{digits}{check_character(digits)}" for digits in ("81000019700101001", "93111519700101001")),
        *(f"{digits}{check_character(digits)}" for digits in ("52022219550708001", "44052419550708001")),
    ],
)
def test_a_right_number_has_no_fault(number: str) -> None:
    assert fault_of(number, TODAY) is None


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("110105491231002", Fault.OLD_FORM),
        ("11010519491231002", Fault.FORM),
        ("11010519491231002x", Fault.FORM),
        ("", Fault.FORM),
        ("110105194912310021", Fault.CHECK_CHARACTER),
        ("11010519491331002" + check_character("11010519491331002"), Fault.BIRTHDAY),
        ("52020020270101001" + check_character("52020020270101001"), Fault.BIRTHDAY),
        ("52020018760101001" + check_character("52020018760101001"), Fault.BIRTHDAY),
    ],
)
def test_a_wrong_number_says_what_is_wrong(number: str, fault: Fault) -> None:
    assert fault_of(number, TODAY) is fault


def test_the_weights_are_the_powers_of_two() -> None:
    assert tuple(2 ** (17 - place) % 11 for place in range(17)) == WEIGHTS
    assert len(set(CHECK_CHARACTERS)) == 11


@pytest.mark.parametrize("written", [" 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ"])
def test_blanks_and_wide_letters_do_not_count(written: str) -> None:
    assert normalised(written) == "11010519491231002X"


@given(st.integers(0, 999_999), st.dates(TODAY - timedelta(days=36500), TODAY), st.integers(0, 999))
def test_swapping_two_neighbours_is_always_noticed(area: int, born: date, sequence: int) -> None:
    digits = f"{area:06d}{born:%Y%m%d}{sequence:03d}"
    number = digits + check_character(digits)
    assert fault_of(number, TODAY) is None
    for place in range(16):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert swapped == number or fault_of(swapped, TODAY) is Fault.CHECK_CHARACTER
