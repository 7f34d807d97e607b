"""Identity documents: what number a person may give, in the one form under which we know it."""

import re
from datetime import date
from enum import StrEnum
from typing import ClassVar

from chassis.decision import Refused
from policy.codes.resident_number import Fault, fault_of
from policy.codes.written import normalised


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
    """Return the number without blanks, in half-width capitals; raises `IdNumberInvalid` or `IdNumberTooOld`."""
    number = normalised(given)
    if id_type is IdType.RESIDENT:
        _check_resident(number, today)
    elif not _FORMS[id_type].fullmatch(number):
        raise IdNumberInvalid
    return number


def _check_resident(number: str, today: date) -> None:
    fault = fault_of(number, today)
    if fault is Fault.OLD_FORM:
        raise IdNumberTooOld
    if fault is not None:
        raise IdNumberInvalid
