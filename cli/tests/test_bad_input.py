"""The corpus of bad input is whole: every case has a row, and every row a test or a reason. That the tests are there is
`mante.references`' to say."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "docs/bad-input.md"
CASES = (
    *("U01-U09", "U11-U23", "U27-U34", "U37-U40", "U44-U49", "U52-U63", "U65-U72", "U77-U80"),
    *("A01-A35", "A38-A50", "A53-A53", "A56-A67", "A69-A73", "A80-A100"),
    *("V01-V34", "V37-V41", "V43-V43", "V46-V53", "V55-V58", "V60-V61", "M01-M07"),
)
"""From, to."""


def cases(first: str, last: str) -> Iterator[str]:
    """Give the ids from one to another."""
    yield from (f"{first[0]}{number:02}" for number in range(int(first[1:]), int(last[1:]) + 1))


def rows() -> Iterator[tuple[list[str], str]]:
    """Give the cases of each row, and what holds them."""
    for line in CORPUS.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.match(r"[UAVM]\d", cells[0]):
            spans = (part.split("–") for part in cells[0].split(", "))
            yield list(chain.from_iterable(cases(span[0], span[-1]) for span in spans)), cells[-1]


def test_every_case_has_one_row() -> None:
    counted = Counter(chain.from_iterable(found for found, _ in rows()))
    wanted = set(chain.from_iterable(cases(*span.split("-")) for span in CASES))
    assert set(counted) == wanted
    assert max(counted.values()) == 1


def test_every_row_names_a_test_or_says_why_there_is_none() -> None:
    bare = [found for found, held in rows() if not re.search(r"`test_\w+`|\b(later|not here): ", held)]
    assert bare == []
