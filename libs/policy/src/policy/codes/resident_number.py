"""公民身份号码 (GB 11643-1999): six digits of area, eight of birth, three of sequence and a check character.

The area is never held against anybody: areas are renamed, and their old codes live on in people's cards. The residence
permits of Hong Kong, Macao and Taiwan (81, 82, 83) and the foreigner's card (9) have the same form.
"""

import re
from datetime import date
from enum import StrEnum

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
OLDEST_AGE = 130

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_OLD_FORM = re.compile(r"[0-9]{15}")


class Fault(StrEnum):
    """Why a number can't be one."""

    OLD_FORM = "old_form"
    """15 digits, as issued until 1999."""
    FORM = "form"
    BIRTHDAY = "birthday"
    CHECK_CHARACTER = "check_character"


def fault_of(number: str, today: date) -> Fault | None:
    """Return what is wrong with a normalised number, None where nothing is. `today` is a day in Asia/Shanghai."""
    if not _FORM.fullmatch(number):
        return Fault.OLD_FORM if _OLD_FORM.fullmatch(number) else Fault.FORM
    if check_character(number[:17]) != number[17]:
        return Fault.CHECK_CHARACTER
    return None if _is_birthday(number[6:14], today) else Fault.BIRTHDAY


def check_character(digits: str) -> str:
    """Return the 18th character for the first 17 (ISO/IEC 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def _is_birthday(digits: str, today: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born <= today and today.year - born.year <= OLDEST_AGE
