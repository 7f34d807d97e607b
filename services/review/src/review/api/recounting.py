"""An operator orders every deadline to be counted anew: a day of the calendar was corrected."""

import orjson
from chassis.asking import Counter, request_of
from chassis.http.bodies import read_model
from chassis.http.operators import OPERATOR, By, operators_only
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, SecretStr

from review.domain.recounting import RecountDeadline
from review.store import Cases


class Counted(BaseModel):
    """How many open cases were looked at, and how many deadlines moved."""

    cases: int
    moved: int


def router(counter: Counter, cases: Cases, token: SecretStr) -> APIRouter:
    """Return the route, behind the operators' token."""
    routes = APIRouter(dependencies=[Depends(operators_only(token))], include_in_schema=False)

    @routes.post("/operations/deadlines/recount")
    async def recount(request: Request, by: By = OPERATOR) -> Counted:
        """Count each anew, one after the other; harmless to repeat. Each case's audit has who ordered it, and why."""
        order, moved = await read_model(request, RecountDeadline), 0
        open_cases = await cases.with_a_deadline()
        for application in open_cases:
            reply = await counter.ask(request_of(OPERATOR, order, application, actor=by))
            moved += bool(orjson.loads(reply.body).get("moved"))
        return Counted(cases=len(open_cases), moved=moved)

    return routes
