"""Identity documents: GB 11643 in all the forms that people really hold, and nothing that can't be one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.identity import IdNumberInvalid, IdNumberTooOld, IdType, normalised_number
from policy.codes.resident_number import check_character

TODAY = date(2026, 11, 24)
STANDARD = "11010519491231002X"


def resident(given_number: str) -> str:
    return normalised_number(IdType.RESIDENT, given_number, TODAY)


def with_check(digits: str) -> str:
    return digits + check_character(digits)


@pytest.mark.parametrize(
    "number",
    [
        STANDARD,
        "520200195507080018",
        "52020019880229002X",
        "511300196211120032",
        with_check("52022219700101001"),  # 盘县, an area code that is gone
        with_check("51290119480630002"),  # 南充地区, gone since 1993
        with_check("81000019700101001"),
        with_check("82000019700101001"),
        with_check("83000019700101001"),
        with_check("93111519700101001"),
        with_check("52020020261124001"),  # born today
    ],
)
def test_what_people_hold_is_accepted(number: str) -> None:
    assert resident(number) == number


@pytest.mark.parametrize(
    "written",
    ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "110105　19491231002X"],
)
def test_ways_of_writing_come_to_one(written: str) -> None:
    assert resident(written) == STANDARD


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",  # check character
        "11010519491231002",  # 17 digits
        "1101051949123100200",  # 19
        "0" * 18,
        with_check("11010519491331002"),  # month 13
        with_check("11010519490230002"),  # 30 February
        with_check("52020020270101001"),  # born tomorrow
        with_check("52020018760101001"),  # 150 years old
        "1101051949123100X2",
        "ⅪⅪ010519491231002X",
        "",
    ],
)
def test_what_cannot_be_a_number_is_refused(number: str) -> None:
    with pytest.raises(IdNumberInvalid):
        resident(number)


def test_the_old_number_of_15_digits_is_refused_with_a_hint() -> None:
    with pytest.raises(IdNumberTooOld) as refused:
        resident("110105491231002")
    assert "18位" in refused.value.text


areas = st.sampled_from(["520201", "520222", "511302", "512901", "810000", "820000", "830000", "931115", "440524"])


@given(areas, st.dates(TODAY - timedelta(days=36500), TODAY), st.integers(0, 999))
def test_every_well_formed_number_is_accepted(area: str, born: date, sequence: int) -> None:
    number = with_check(f"{area}{born:%Y%m%d}{sequence:03d}")
    assert resident(number.lower()) == number


@given(areas, st.dates(date(1930, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_never_accepted(area: str, born: date, sequence: int, place: int, shift: int) -> None:
    number = with_check(f"{area}{born:%Y%m%d}{sequence:03d}")
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(IdNumberInvalid):
        resident(wrong)


@given(st.text(max_size=25))
def test_any_text_is_either_a_number_or_refused(text: str) -> None:
    for id_type in IdType:
        try:
            number = normalised_number(id_type, text, TODAY)
        except (IdNumberInvalid, IdNumberTooOld):
            continue
        assert number.isascii()
        assert number.isalnum()


@pytest.mark.parametrize(
    ("id_type", "number"),
    [
        (IdType.PASSPORT, "E12345678"),
        (IdType.PASSPORT, "ab1234567"),
        (IdType.TRAVEL_PERMIT, "H12345678"),
        (IdType.TRAVEL_PERMIT, "12345678"),
        (IdType.FOREIGN_RESIDENT, "USA110070101001"),
    ],
)
def test_those_without_a_resident_number_give_another(id_type: IdType, number: str) -> None:
    assert normalised_number(id_type, number, TODAY) == number.upper()
    with pytest.raises(IdNumberInvalid):
        normalised_number(id_type, "!", TODAY)
