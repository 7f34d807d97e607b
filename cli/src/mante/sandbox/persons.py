"""Made-up persons: numbers that pass every check, of an area code that is on nobody's card."""

from dataclasses import dataclass

from policy.codes.resident_number import check_character

from mante.sandbox.rows import LIUPANSHUI

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_BORN_ANY_DAY = "19550301"
_MOST = 999


@dataclass(frozen=True)
class Person:
    """Somebody who applies."""

    name: str
    id_number: str
    phone: str


def somebody(born: str, serial: int, phone: str = "") -> Person:
    """Return the person of a day of birth and a serial (1 to 999), always the same; `?` in a phone is filled in."""
    serial = (serial - 1) % _MOST + 1
    digits = f"{LIUPANSHUI}{born or _BORN_ANY_DAY}{serial:03}"
    pattern = phone or "1980000????"
    number = f"{pattern.rstrip('?')}{serial:0{pattern.count('?')}}"
    return Person(f"沙箱{_STEMS[serial % 10]}{_BRANCHES[serial % 12]}", digits + check_character(digits), number)
