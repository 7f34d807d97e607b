"""Upload grants anew: the first one lasts a week, a supplement may be asked for later."""

from datetime import datetime
from uuid import UUID

from chassis.clock import Clock
from chassis.http.parties import Channel
from contracts.ids import uuid7
from fastapi import APIRouter
from policy.registry import Packs
from pydantic import BaseModel

from intake.domain.grants import Sign, grant_upload
from intake.domain.uploads import upload_now
from intake.store import Applications


class GrantGiven(BaseModel):
    """A grant to show to documents, and when it ends (UTC)."""

    upload_grant: str
    grant_expires_at: datetime


def router(applications: Applications, packs: Packs, sign: Sign, clock: Clock) -> APIRouter:
    """Return the route by which a channel gets another grant. It changes nothing, so it needs no key."""
    routes = APIRouter(tags=["applications"])

    @routes.post("/v1/applications/{application_id}/grants")
    async def grant_an_upload(application_id: UUID, channel: Channel) -> GrantGiven:
        """Give a grant to upload papers, while papers are taken: 409 `NOTHING_TO_UPLOAD` otherwise."""
        upload = upload_now(packs, application_id, await applications.named(application_id), channel.code)
        grant = grant_upload(sign, upload, clock.now(), uuid7())
        return GrantGiven(upload_grant=grant.token, grant_expires_at=grant.expires_at)

    return routes
