"""Upload grants: what a channel shows to documents to be let in, signed by intake, good for a week."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from policy.pack import Pack

GRANT_LASTS = timedelta(days=7)
Sign = Callable[[Mapping[str, object]], str]
"""Turns claims into a JWT (EdDSA); the same claims give the same token."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, and when (UTC) it ends."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Upload:
    """What may be uploaded: for which application, by which channel, under which pack, which materials."""

    application: UUID
    channel: str
    pack: Pack
    materials: Iterable[str]


def grant_upload(sign: Sign, upload: Upload, now: datetime, token_id: UUID) -> Grant:
    """Return a signed grant to upload the papers of one application."""
    expires_at = (now + GRANT_LASTS).replace(microsecond=0)
    pack = upload.pack
    claims = {
        "iss": "intake",
        "aud": "documents",
        "sub": str(upload.application),
        "channel": upload.channel,
        "pack": {"id": pack.id, "version": pack.version},
        "materials": sorted(set(upload.materials)),
        "max_files": pack.files.max_files,
        "max_bytes": pack.files.max_bytes,
        "iat": int(now.timestamp()),
        "exp": int(expires_at.timestamp()),
        "jti": str(token_id),
    }
    return Grant(sign(claims), expires_at)
