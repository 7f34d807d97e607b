"""One application: where it stands, as it changes."""

from typing import Annotated
from uuid import UUID

from contracts.ids import uuid7
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pages.forms import check_origin
from pages.live import changes
from policy.calendar import local

from intake.domain.application import Application
from intake.domain.grants import grant_upload
from intake.domain.uploads import upload_now
from intake.pages.desk import CHANNEL, SITE, Desk
from intake.pages.shown import Shown, shown
from intake.pages.taking_up import taken_up

ONE = "/applications/{application_id}"


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the page, what changes on it, and the grant with which its script uploads papers."""
    Who = Annotated[str, Depends(desk.signed_in)]  # noqa: N806 - a type

    @routes.get(ONE)
    async def show(request: Request, application_id: UUID, who: Who) -> Response:
        found = _shown(desk, application_id, await desk.own(who, application_id))
        reader = await desk.name_of(who)
        return SITE.show(request, "application.html", reader=reader, shown=found, form_key=uuid7())

    @routes.get(f"{ONE}/live")
    async def follow(request: Request, application_id: UUID) -> Response:
        looks = desk.signed_in.without_a_click()

        async def render() -> str:
            found = _shown(desk, application_id, await desk.own(await looks(request), application_id))
            return SITE.words(request, "_progress.html", shown=found)

        await render()  # whoever isn't signed in gets the error before the stream begins
        return changes(request, render)

    @routes.post(f"{ONE}/grant")
    async def grant(request: Request, application_id: UUID, who: Who) -> Response:
        check_origin(request)
        application = await taken_up(request, desk, who, application_id)
        upload = upload_now(desk.packs, application_id, application, CHANNEL)
        return JSONResponse({"grant": grant_upload(desk.sign, upload, desk.clock.now(), uuid7()).token})


def _shown(desk: Desk, application_id: UUID, application: Application) -> Shown:
    return shown(desk.packs, desk.hospitals(), application_id, application, local(desk.clock.now()).date())
