"""What was kept back, and why: looked at whole, decided again, or given up with a reason."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pages.forms import Form, read_form
from pydantic import Field

from mante.console.desk import SITE, Desk


class Redriving(Form):
    """Nothing is filled in."""


class Discarding(Form):
    """Why it will never be right."""

    reason: Annotated[str, Field(min_length=3, max_length=500)]


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the list, one record, and what is done with it."""
    one = "/parked/{service}/{parked_id}"

    @routes.get("/parked")
    async def show_all(request: Request) -> Response:
        code = await desk.operator(request)
        rows = [_dated(row) for row in await desk.services.parked()]
        return SITE.show(request, "parked.html", reader=code, rows=rows)

    @routes.get(one)
    async def show_one(request: Request, service: str, parked_id: int) -> Response:
        code = await desk.operator(request)
        record = _dated(await desk.services.get(service, f"/parked/{parked_id}"))
        return SITE.show(request, "record.html", reader=code, service=service, record=record)

    @routes.post(f"{one}/redrive")
    async def redrive(request: Request, service: str, parked_id: int) -> Response:
        code = await desk.operator(request)
        await read_form(request, Redriving)
        await desk.services.post(service, f"/parked/{parked_id}/redrive", code)
        return _back(service, parked_id)

    @routes.post(f"{one}/discard")
    async def discard(request: Request, service: str, parked_id: int) -> Response:
        code, order = await desk.operator(request), await read_form(request, Discarding)
        await desk.services.post(service, f"/parked/{parked_id}/discard", code, {"reason": order.reason})
        return _back(service, parked_id)


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "parked_at": datetime.fromisoformat(row["parked_at"])}


def _back(service: str, parked_id: int) -> Response:
    return RedirectResponse(f"{SITE.prefix}/parked/{service}/{parked_id}", HTTPStatus.SEE_OTHER)
