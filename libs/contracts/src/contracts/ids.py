"""Identifiers: time-ordered UUIDs (RFC 9562, version 7), new or derived from the message that caused them."""

from hashlib import blake2b
from uuid import UUID

import uuid_utils

_TIMESTAMP = 0xFFFF_FFFF_FFFF << 80
_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_FREE = ((1 << 80) - 1) & ~(0xF << 76) & ~(0b11 << 62)


def uuid7() -> UUID:
    """Return a new UUIDv7."""
    return UUID(int=uuid_utils.uuid7().int)


def derived(cause: UUID, name: object) -> UUID:
    """Return the UUIDv7 that `cause` gives for `name`: the same for the same pair, for ever.

    A decision that is taken again gives its events, effects and tasks the same ids, so nobody counts them twice.
    The timestamp is the cause's own, so derived ids sort with what caused them.
    """
    digest = blake2b(f"{cause.hex}:{name}".encode(), digest_size=10).digest()
    free = int.from_bytes(digest, "big") & _FREE
    return UUID(int=(cause.int & _TIMESTAMP) | _VERSION | _VARIANT | free)
