"""Passwords: kept as scrypt hashes (RFC 7914) with a salt each, the cost stored beside so that it can be raised."""

import secrets
from dataclasses import dataclass
from hashlib import scrypt
from hmac import compare_digest

N, R, P = 2**14, 8, 5
"""16 MB and a quarter of a second for each try (OWASP Password Storage Cheat Sheet)."""
SALT_BYTES, HASH_BYTES = 16, 32
LEAST, MOST = 12, 128
"""Characters of a password that somebody chooses (OWASP ASVS 6.2.1, 6.2.9)."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper."""
_MOST_MEMORY = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sealed:
    """A password that can be recognised and not be read; `n`, `r`, `p` are scrypt's cost."""

    salt: bytes
    digest: bytes
    n: int
    r: int
    p: int


def new_password() -> str:
    """Return a password to be used once: 80 bits in four groups, to be read out."""
    word = "".join(secrets.choice(LETTERS) for _ in range(16))
    return "-".join(word[place : place + 4] for place in range(0, 16, 4))


def seal(password: str) -> Sealed:
    """Return the password's hash under a fresh salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Sealed(salt, _hash(password, salt, N, R, P), N, R, P)


def fits(password: str, sealed: Sealed | None) -> bool:
    """Say whether this is the password; for nobody's it takes as long and is False."""
    known = sealed or NOBODYS
    right = compare_digest(_hash(password, known.salt, known.n, known.r, known.p), known.digest)
    return right and sealed is not None


def is_acceptable(password: str, code: str, former: str) -> bool:
    """Say whether somebody may choose this: long enough, not their code, not what it was."""
    return LEAST <= len(password) <= MOST and password != former and code.lower() not in password.lower()


def _hash(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return scrypt(password[:MOST].encode(), salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=HASH_BYTES)


NOBODYS = Sealed(bytes(SALT_BYTES), bytes(HASH_BYTES), N, R, P)
