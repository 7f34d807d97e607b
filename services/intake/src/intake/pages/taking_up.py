"""Before a page acts on what came through another channel, it follows it: asked for once, answered alike ever after."""

from uuid import UUID

from fastapi import Request
from pages.asking import ask

from intake.domain.application import Application
from intake.domain.taking_up import TakenUp
from intake.pages.desk import CHANNEL, Desk


async def taken_up(request: Request, desk: Desk, who: str, application_id: UUID) -> Application:
    """Return an application of whoever is signed in, on which these pages may act. Raises `NotFound`, `Problem`."""
    application = await desk.own(who, application_id)
    if CHANNEL in application.channels:
        return application
    key = f"take-up:{application_id}:{who}"
    await ask(request, CHANNEL, TakenUp(person_ref=UUID(who)), application_id, key)
    return await desk.own(who, application_id)
