"""Application numbers: what a person quotes on the telephone, so that a slip of one digit is noticed."""

from datetime import date
from hashlib import blake2b
from uuid import UUID

_SERIAL = 10**8


def number_of(prefix: str, day: date, application: UUID, attempt: int) -> str:
    """Return `LP` + yyyymmdd + 8 digits derived from the application + a check digit.

    `day` is a date in Asia/Shanghai. Another `attempt` gives other digits, should the number be taken.
    """
    digest = blake2b(f"{application.hex}:{attempt}".encode(), digest_size=8).digest()
    serial = int.from_bytes(digest, "big") % _SERIAL
    text = f"{prefix}{day:%Y%m%d}{serial:08d}"
    return text + check_digit(text)


def check_digit(text: str) -> str:
    """Return the check digit by ISO/IEC 7064 MOD 11,10; a letter counts as two digits, A = 10, Z = 35."""
    product = 10
    for digit in "".join(str(int(character, 36)) for character in text):
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def is_number(text: str) -> bool:
    """Say whether the check digit fits the rest."""
    return check_digit(text[:-1]) == text[-1]
