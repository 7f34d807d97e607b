"""Mobile numbers of the Chinese numbering plan."""

import re
import unicodedata
from typing import ClassVar

from chassis.decision import Refused

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")


class PhoneInvalid(Refused):
    """No mobile number."""

    detail = "手机号码有误，请填写11位手机号码。"
    status: ClassVar[int] = 422


def normalised_phone(given: str) -> str:
    """Return the 11 digits, without blanks, hyphens or country code; raises `PhoneInvalid`."""
    plain = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", given))
    mobile = _MOBILE.fullmatch(plain)
    if mobile is None:
        raise PhoneInvalid
    return mobile[1]
