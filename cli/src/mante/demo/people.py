"""Made-up persons: numbers that pass every check and telephones that belong to nobody."""

from dataclasses import dataclass
from datetime import date, timedelta

from policy.codes.resident_number import check_character

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
PEOPLE = 60
"""How many a story has at hand."""
_TURNS = 15  # so many times as many numbers may be born on one day


@dataclass(frozen=True)
class Person:
    """Somebody who applies."""

    name: str
    id_number: str
    phone: str


def someone(number: int, area: str) -> Person:
    """Return the person `number` of a pooling area, always the same."""
    turn, place = divmod(number, PEOPLE)
    name = f"样本{_STEMS[place % 10]}{_BRANCHES[place % 12]}"
    born = date(1950, 3, 1) + timedelta(days=397 * place + turn // _TURNS)
    digits = f"{area}{born:%Y%m%d}{100 + place + PEOPLE * (turn % _TURNS):03}"
    return Person(name, digits + check_character(digits), f"138{area[:2]}{number:06}")
