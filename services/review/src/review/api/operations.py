"""What an operator asks review: the open cases with a deadline, the most urgent first; nothing of whom they concern."""

from datetime import datetime

from chassis.clock import Clock
from chassis.http.operators import operators_only
from fastapi import APIRouter, Depends
from pydantic import BaseModel, SecretStr

from review.store import Cases, Found

MOST = 100


class Deadline(BaseModel):
    """An open case that has to be decided by an instant (UTC)."""

    number: str
    institution: str
    decide_by: datetime
    overdue: bool
    claimed: bool


def router(cases: Cases, clock: Clock, token: SecretStr) -> APIRouter:
    """Return the operators' route, behind their token."""
    routes = APIRouter(dependencies=[Depends(operators_only(token))], include_in_schema=False)

    @routes.get("/operations/deadlines")
    async def deadlines() -> list[Deadline]:
        now, found = clock.now(), await cases.most_urgent(MOST)
        return [deadline for one in found if (deadline := _deadline(one, now))]

    return routes


def _deadline(found: Found, now: datetime) -> Deadline | None:
    review = found.case.review
    if review is None or review.term.decide_by is None:
        return None
    return Deadline(
        number=review.application.number,
        institution=review.institution,
        decide_by=review.term.decide_by,
        overdue=review.term.decide_by < now,
        claimed=any(task.open and task.claimed_by(now) for task in review.tasks),
    )
