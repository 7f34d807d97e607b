"""GB 32100: the check character, with the modulo that much code forgets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.codes.social_credit import ALPHABET, check_character, is_social_credit_code

PUBLISHED_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
bodies = st.builds(
    "{}{:06d}{}".format,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.integers(0, 999_999),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", ["12520200MB00000290", "91110000600037341L", "91350100M000100Y43"])
def test_a_right_code_passes(code: str) -> None:
    assert is_social_credit_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "12520200MB00000291",
        "91350100M000100Y4",
        "91350100M000100Y433",
        "91350100M000100y43",
        "9135010AM000100Y43",
        "91350100I000100Y43",
        "91350100O000100Y43",
        "91350100S000100Y43",
        "91350100V000100Y43",
        "91350100Z000100Y43",
        "",
    ],
)
def test_a_wrong_code_does_not(code: str) -> None:
    assert not is_social_credit_code(code)


def test_a_sum_of_nought_gives_nought() -> None:
    assert check_character("12520200MB0000029") == "0"


def test_the_alphabet_has_31_characters() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("IOSVZ") & set(ALPHABET)


@given(bodies)
def test_the_weights_are_those_of_the_standard(body: str) -> None:
    total = sum(ALPHABET.index(each) * weight for each, weight in zip(body, PUBLISHED_WEIGHTS, strict=True))
    assert ALPHABET.index(check_character(body)) == (31 - total % 31) % 31
    assert is_social_credit_code(body + check_character(body))


@given(bodies, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body: str, place: int, other: str) -> None:
    code = body + check_character(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert wrong == code or not is_social_credit_code(wrong)
