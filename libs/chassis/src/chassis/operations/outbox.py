"""The operators' route about the outbox: what was published comes once more."""

from typing import TYPE_CHECKING, Annotated, Any

import structlog
from contracts.vocabulary import Moment
from fastapi import APIRouter
from pydantic import Field

from chassis.decision import NotFound
from chassis.http.operators import By, Order
from chassis.relay.resending import resend

if TYPE_CHECKING:
    from chassis.service import Service

_log = structlog.get_logger()


class Resending(Order):
    """What is to come again: what was published from `since` until `until` (now, if not said), on all topics or one."""

    since: Moment
    until: Moment | None = None
    topic: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,100}$")] | None = None


def outbox_routes(router: APIRouter, service: "Service") -> None:
    """Add the route to the operators' own."""

    @router.post("/outbox/resend")
    async def resend_what_was_sent(order: Resending, by: By = "operator") -> dict[str, Any]:
        relay = service.relay
        if relay is None:
            raise NotFound
        resent = await resend(service.ground.pool, order.since, order.until, order.topic)
        relay.wake()
        _log.warning("outbox.resent", events=resent.events, since=order.since.isoformat(), topic=order.topic, by=by)
        return {"events": resent.events, "until": resent.until, "whole": resent.whole}
