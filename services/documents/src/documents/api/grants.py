"""Who may do what here is in the grant: signed by intake for uploads, by review for reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from chassis.clock import Clock
from chassis.grants import Verifier
from chassis.http.bearer import bearer_token
from fastapi import Depends

Token = Annotated[str, Depends(bearer_token)]


@dataclass(frozen=True, slots=True)
class UploadGrant:
    """May upload these materials for one application, by one channel, under one pack."""

    application: UUID
    channel: str
    materials: tuple[str, ...]
    pack_id: str
    pack_version: str


@dataclass(frozen=True, slots=True)
class ReadGrant:
    """May look at these documents of one application, as one institution."""

    id: str
    application: UUID
    party: str
    documents: frozenset[UUID]


@dataclass(frozen=True, slots=True, eq=False)
class Uploading:
    """A dependency that reads an upload grant; 401 without a good one."""

    verifier: Verifier
    clock: Clock

    async def __call__(self, token: Token) -> UploadGrant:
        """Return what the token grants."""
        claims = self.verifier.claims(token, self.clock.now())
        pack: Mapping[str, Any] = claims["pack"]
        materials = tuple(claims["materials"])
        return UploadGrant(UUID(claims["sub"]), claims["channel"], materials, pack["id"], pack["version"])


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A dependency that reads a reading grant; 401 without a good one."""

    verifier: Verifier
    clock: Clock

    async def __call__(self, token: Token) -> ReadGrant:
        """Return what the token grants."""
        claims = self.verifier.claims(token, self.clock.now())
        documents = frozenset(UUID(document) for document in claims["documents"])
        return ReadGrant(claims["jti"], UUID(claims["sub"]), claims["party"], documents)
