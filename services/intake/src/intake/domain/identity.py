"""Identity documents: what number a person may give, in the one form under which we know it (GB 11643-1999)."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import ClassVar

from chassis.decision import Refused

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
OLDEST_AGE = 130


class IdType(StrEnum):
    """Which document. The 18-digit residence permits (81, 82, 83) and the foreigner's card (9) count as `resident`."""

    RESIDENT = "resident"
    FOREIGN_RESIDENT = "foreign_resident"
    TRAVEL_PERMIT = "travel_permit"
    PASSPORT = "passport"


class IdNumberInvalid(Refused):
    """The number can't be one of its type: length, date of birth or check digit."""

    detail = "证件号码有误，请核对后重新填写。"
    status: ClassVar[int] = 422


class IdNumberTooOld(Refused):
    """A number of 15 digits, as issued until 1999."""

    detail = "15位的旧身份证号码已停用，请填写18位身份证号码。"
    status: ClassVar[int] = 422


_FORMS = {
    IdType.FOREIGN_RESIDENT: re.compile(r"[A-Z]{3}[0-9]{12}"),
    IdType.TRAVEL_PERMIT: re.compile(r"[HM]?[0-9]{8}(?:[0-9]{2})?"),
    IdType.PASSPORT: re.compile(r"[A-Z0-9]{5,17}"),
}


def normalised_number(id_type: IdType, given: str, today: date) -> str:
    """Return the number without blanks, in half-width capitals; raises `IdNumberInvalid` or `IdNumberTooOld`.

    The area code is never held against anybody: areas are renamed, and their old codes live on in people's cards.
    """
    number = "".join(unicodedata.normalize("NFKC", given).split()).upper()
    if id_type is IdType.RESIDENT:
        _check_resident(number, today)
    elif not _FORMS[id_type].fullmatch(number):
        raise IdNumberInvalid
    return number


def _check_resident(number: str, today: date) -> None:
    if re.fullmatch(r"[0-9]{15}", number):
        raise IdNumberTooOld
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise IdNumberInvalid
    if check_character(number[:17]) != number[17] or not _is_birthday(number[6:14], today):
        raise IdNumberInvalid


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
