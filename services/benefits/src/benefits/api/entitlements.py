"""Entitlements that the agency ends before their time."""

from typing import Annotated

from chassis.asking import Counter
from chassis.decision import NotFound
from chassis.http.bearer import ByToken
from chassis.http.bodies import read_model
from chassis.message import Kind, Message
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationNumber
from fastapi import APIRouter, Depends, Path, Request, Response

from benefits.api.operators import By
from benefits.domain.lasting import EndEntitlement
from benefits.store import Entitlements

Number = Annotated[ApplicationNumber, Path()]


def router(counter: Counter, entitlements: Entitlements, operator: ByToken) -> APIRouter:
    """Return the route."""
    routes = APIRouter(prefix="/operations", include_in_schema=False, dependencies=[Depends(operator)])

    @routes.post("/entitlements/{number}/ending")
    async def end(number: Number, request: Request, by: By = "operator") -> Response:
        """End an entitlement, and say why; 404 where nothing was granted, 409 if it ended for another reason."""
        order = await read_model(request, EndEntitlement)
        found = (await entitlements.by_number([number])).get(number)
        if found is None:
            raise NotFound
        identity = uuid7()
        reply = await counter.ask(
            Message(
                kind=Kind.REQUEST,
                id=identity,
                source="operator",
                subject=found.application_id,
                type=EndEntitlement.__name__,
                body=order,
                actor=by,
                correlation_id=identity,
                key=str(identity),
            )
        )
        return Response(reply.body, reply.status, media_type="application/json")

    return routes
