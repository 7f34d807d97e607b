"""Reading grants: what lets a reviewer look at the page images of one case, for one working day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

GRANT_LASTS = timedelta(hours=8)
Sign = Callable[[Mapping[str, object]], str]
"""Turns claims into a JWT (EdDSA)."""


@dataclass(frozen=True, slots=True)
class ReadingGrant:
    """A token, and when (UTC) it ends."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be read: these documents of one application, by `institution` or `institution/practitioner`."""

    application: UUID
    party: str
    documents: Iterable[UUID]


def grant_reading(sign: Sign, reading: Reading, now: datetime, token_id: UUID) -> ReadingGrant:
    """Return a signed grant to read some papers of one application."""
    expires_at = (now + GRANT_LASTS).replace(microsecond=0)
    claims = {
        "iss": "review",
        "aud": "documents",
        "sub": str(reading.application),
        "party": reading.party,
        "documents": [str(document) for document in reading.documents],
        "iat": int(now.timestamp()),
        "exp": int(expires_at.timestamp()),
        "jti": str(token_id),
    }
    return ReadingGrant(sign(claims), expires_at)
