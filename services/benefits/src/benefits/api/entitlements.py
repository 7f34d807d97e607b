"""Entitlements that the agency ends before their time."""

from typing import Annotated

from chassis.asking import Counter, request_of
from chassis.decision import NotFound
from chassis.http.bearer import ByToken
from chassis.http.bodies import read_model
from chassis.http.calls import response_of
from chassis.http.operators import OPERATOR, By
from contracts.vocabulary import ApplicationNumber
from fastapi import APIRouter, Depends, Path, Request, Response

from benefits.domain.lasting import EndEntitlement
from benefits.store import Entitlements

Number = Annotated[ApplicationNumber, Path()]


def router(counter: Counter, entitlements: Entitlements, operator: ByToken) -> APIRouter:
    """Return the route."""
    routes = APIRouter(prefix="/operations", include_in_schema=False, dependencies=[Depends(operator)])

    @routes.post("/entitlements/{number}/ending")
    async def end(number: Number, request: Request, by: By = OPERATOR) -> Response:
        """End an entitlement, and say why; 404 where nothing was granted, 409 if it ended for another reason."""
        order = await read_model(request, EndEntitlement)
        found = (await entitlements.by_number([number])).get(number)
        if found is None:
            raise NotFound
        reply = await counter.ask(request_of(OPERATOR, order, found.application_id, actor=by))
        return response_of(reply)

    return routes
