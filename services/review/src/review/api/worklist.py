"""The worklist: what an institution has to decide, the most urgent first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from chassis.clock import Clock
from chassis.http.parties import Institution
from fastapi import APIRouter, Query
from pydantic import BaseModel

from review.api.tasks import TaskShown
from review.store import Cases, Found

MOST = 500
Limit = Annotated[int, Query(ge=1, le=MOST, description="So many cases at most")]


class Worklist(BaseModel):
    """Open tasks. A case of a panel shows a task for each seat that hasn't voted."""

    tasks: tuple[TaskShown, ...]


def router(cases: Cases, clock: Clock) -> APIRouter:
    """Return the route by which an institution sees what it has to do."""
    routes = APIRouter(tags=["tasks"])

    @routes.get("/v1/worklist")
    async def show_the_worklist(institution: Institution, limit: Limit = 100) -> Worklist:
        """Show the open tasks of this institution, by deadline."""
        now, found = clock.now(), await cases.open_at(institution.code, limit)
        return Worklist(tasks=tuple(task for case in found for task in _open_at(institution.code, case, now)))

    return routes


def _open_at(institution: str, found: Found, now: datetime) -> Iterator[TaskShown]:
    review = found.case.review
    for task in review.tasks if review else ():
        if review and task.open and task.institution == institution:
            yield TaskShown.of(found.application_id, review, task, now)
