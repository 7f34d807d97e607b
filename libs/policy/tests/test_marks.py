"""Reading YAML without its surprises."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy.marks import Place, Unreadable, read


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("2026-10-01", "2026-10-01"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("true", True),
        ("~", None),
        ("", None),
        ("-7", -7),
        ("0.5", 0.5),
        ("'12'", "12"),
        ('"true"', "true"),
    ],
)
def test_a_plain_word_is_what_it_looks_like(written: str, meant: object) -> None:
    assert read(f"a: {written}").value == {"a": meant}


def test_every_key_and_item_has_its_place() -> None:
    marked = read("a:\n  - b: 1\n  - c\n")
    assert marked.places[("a",)] == Place(1, 1)
    assert marked.places[("a", 0, "b")] == Place(2, 5)
    assert marked.places[("a", 1)] == Place(3, 5)


def test_what_is_not_there_is_placed_by_what_is_around_it() -> None:
    marked = read("a:\n  - b: 1\n")
    assert marked.nearest(("a", 0, "missing")) == Place(2, 5)
    assert marked.nearest(("elsewhere",)) == Place(1, 1)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert read(text).places[()].line >= 1
