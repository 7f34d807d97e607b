"""Equality without reading: keyed digests of what must be found again (HMAC-SHA-256 under a key of its own)."""

import hmac

SEPARATOR = b"\0"


def identity_index(key: bytes, id_type: str, number: str) -> bytes:
    """Return the digest under which a person is found by an identity document, normalised."""
    return _digest(key, "identity", id_type, number)


def contact_index(key: bytes, phone: str) -> bytes:
    """Return the digest that tells whether two persons share a phone."""
    return _digest(key, "contact", phone)


def _digest(key: bytes, *parts: str) -> bytes:
    return hmac.digest(key, SEPARATOR.join(part.encode() for part in parts), "sha256")
