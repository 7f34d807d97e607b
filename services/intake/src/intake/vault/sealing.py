"""Sealing one field: AES-256-GCM bound to its place, the suite named before each ciphertext."""

import base64
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SUITE = "aes256gcm"
SUITES = {SUITE: AESGCM}
"""Suites that can be read. A new one is added here; what was sealed before stays readable by its own name."""
KEY_BYTES = 32
NONCE_BYTES = 12


class Unsealable(Exception):  # noqa: N818
    """The ciphertext was changed, moved to another place, or sealed under another key or suite."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lies. A ciphertext moved to another place can't be opened."""

    table: str
    column: str
    row: object

    @property
    def associated_data(self) -> bytes:
        """The place as bytes: table, column and row."""
        return f"{self.table}|{self.column}|{self.row}".encode()


def new_key() -> bytes:
    """Return a new random data key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, place: Place, plain: bytes) -> str:
    """Return `<suite>:<base64 of nonce and ciphertext>`; different each time."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + SUITES[SUITE](key).encrypt(nonce, plain, place.associated_data)
    return f"{SUITE}:{base64.b64encode(sealed).decode()}"


def unseal(key: bytes, place: Place, sealed: str) -> bytes:
    """Return what was sealed at `place`; raises `Unsealable`."""
    suite, _, encoded = sealed.partition(":")
    if suite not in SUITES:
        message = f"no such suite: {suite[:20]}"
        raise Unsealable(message)
    try:
        raw = base64.b64decode(encoded, validate=True)
        return SUITES[suite](key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.associated_data)
    except (InvalidTag, ValueError):
        message = f"{place.table}.{place.column} of {place.row}"
        raise Unsealable(message) from None
