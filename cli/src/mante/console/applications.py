"""Where the newest applications stand, in every channel and city; as it changes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pages.live import changes
from policy.text import Text

from mante.console.desk import SITE, Desk
from mante.states import STATES, State, state_of


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the page, and what changes on it."""

    @routes.get("/applications")
    async def show(request: Request) -> Response:
        code = await desk.operator(request)
        return SITE.show(request, "applications.html", reader=code, **await _known(desk))

    @routes.get("/applications/live")
    async def follow(request: Request) -> Response:
        async def render() -> str:
            await desk.operator_without_a_click(request)
            return SITE.words(request, "_applications.html", **await _known(desk))

        await render()
        return changes(request, render)


async def _known(desk: Desk) -> dict[str, Any]:
    rows = await desk.services.applications()
    return {"rows": None if rows is None else [_row(row) for row in rows], "counted": counted(rows or [])}


def counted(rows: Sequence[dict[str, Any]]) -> list[tuple[State, int]]:
    """Return how many stand in each state, in the order of an application's life."""
    found = Counter(row["state"] for row in rows)
    return [(state_of(code), found[code]) for code in (*STATES, *(found.keys() - STATES.keys())) if found[code]]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "city": Text(**row["city"]),
        "state": state_of(row["state"]),
        "since": datetime.fromisoformat(row["since"]),
        "decide_by": datetime.fromisoformat(row["decide_by"]) if row["decide_by"] else None,
    }
