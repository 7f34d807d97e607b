"""The first page, and all of somebody's applications."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pages.errors import SignInNeeded

from intake.pages.desk import SITE, Desk
from intake.pages.shown import line_of


def add(routes: APIRouter, desk: Desk) -> None:
    """Add both."""
    Who = Annotated[str, Depends(desk.signed_in)]  # noqa: N806 - a type

    @routes.get("")
    async def welcome(request: Request) -> Response:
        try:
            reader = await desk.name_of(await desk.signed_in(request))
        except SignInNeeded:
            reader = ""
        return SITE.show(request, "welcome.html", reader=reader, packs=desk.offering())

    @routes.get("/applications")
    async def list_all(request: Request, who: Who) -> Response:
        found = await desk.applications.concerning(UUID(who))
        lines = [line_of(desk.packs, application_id, application) for application_id, application in found]
        return SITE.show(request, "applications.html", reader=await desk.name_of(who), lines=lines)
