"""The overview: each service and what waits in it, and the deadlines that are at risk; as it changes."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pages.live import changes

from mante.console.desk import SITE, Desk

LATE = 60.0
"""Seconds after which what waits is marked: somebody does."""


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the page, and what changes on it."""

    @routes.get("")
    async def show(request: Request) -> Response:
        code = await desk.operator(request)
        return SITE.show(request, "overview.html", reader=code, **await _known(desk))

    @routes.get("/live")
    async def follow(request: Request) -> Response:
        async def render() -> str:
            await desk.operator_without_a_click(request)
            return SITE.words(request, "_overview.html", **await _known(desk))

        await render()
        return changes(request, render)


async def _known(desk: Desk) -> dict[str, Any]:
    status, deadlines = await desk.services.status(), await desk.services.deadlines()
    return {"services": [_row(name, found) for name, found in status.items()], "deadlines": _dated(deadlines)}


def _row(name: str, status: dict[str, Any] | None) -> dict[str, Any]:
    if status is None:
        return {"name": name, "up": False}
    parked = sum(row["records"] for row in status["kept_back"] if row["status"] == "parked")
    waiting = sum(row["records"] for row in status["kept_back"] if row["status"] == "waiting")
    oldest, lag = status["outbox"]["oldest_seconds"], max(status["lag_seconds"].values(), default=0.0)
    return {
        "name": name,
        "up": True,
        "lag": round(lag),
        "unsent": status["outbox"]["events"],
        "oldest": round(oldest),
        "effects": sum(row["waiting"] for row in status["effects"]),
        "parked": parked,
        "waiting": waiting,
        "late": max(oldest, lag) > LATE,
    }


def _dated(deadlines: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    if deadlines is None:
        return None
    return [{**row, "decide_by": datetime.fromisoformat(row["decide_by"])} for row in deadlines]
