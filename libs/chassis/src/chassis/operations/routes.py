"""The operators' HTTP interface: `Authorization: Bearer <operator token>` for all of it."""

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, Field

from chassis.bus.lag import seconds_behind
from chassis.decision import NotFound
from chassis.http.operators import By, Order, operators_only
from chassis.observing import backlog
from chassis.operations import records
from chassis.operations.history import History
from chassis.operations.outbox import outbox_routes
from chassis.operations.parties import party_routes
from chassis.operations.replaying import Replay
from chassis.parked import NoSuchRecord, Parked
from chassis.parties.records import Reason

if TYPE_CHECKING:
    from chassis.service import Service

FARTHEST = 100 * 366 * 24 * 3600
"""Seconds that the time may be moved by: a century, beyond which days and deadlines make no sense."""
ParkedId = Annotated[int, Path(ge=1, lt=2**63)]
Status = Annotated[str | None, Query(pattern=r"^[a-z_]{1,30}$")]
_log = structlog.get_logger()


class Discarding(Order):
    """Why a record is given up."""

    reason: Reason


class AcceptingAGap(Order):
    """Whose gap, on which topic, and why it will not close."""

    subject: UUID
    topic: str
    reason: Reason


class Moving(Order):
    """How far to move the time, in seconds; without it, back to real time."""

    offset_seconds: Annotated[float, Field(allow_inf_nan=False, ge=-FARTHEST, le=FARTHEST)] | None = None


def operation_routes(service: "Service") -> APIRouter:
    """Return the routes of one service."""
    operator = operators_only(service.ground.settings.operator_token)
    router = APIRouter(prefix="/operations", dependencies=[Depends(operator)], include_in_schema=False)
    _parked(router, service)
    _looking(router, service)
    outbox_routes(router, service)
    party_routes(router, service)
    if not service.ground.settings.in_production:
        _moving(router, service)
    return router


def _parked(router: APIRouter, service: "Service") -> None:
    hands, pool = Parked(service.storage, service.engine), service.ground.pool

    @router.get("/parked")
    async def list_parked(status: Status = None, subject: UUID | None = None) -> list[dict[str, Any]]:
        return await records.parked(pool, status, subject)

    @router.get("/parked/{parked_id}")
    async def show_parked(parked_id: ParkedId) -> dict[str, Any]:
        found = await records.one_parked(pool, parked_id)
        if found is None:
            raise NotFound
        return found

    @router.post("/parked/{parked_id}/redrive")
    async def redrive(parked_id: ParkedId, by: By = "operator") -> dict[str, Any]:
        _log.info("record.redriven", parked_id=parked_id, by=by)
        await _known(hands.redrive(parked_id))
        return await show_parked(parked_id)

    @router.post("/parked/{parked_id}/discard")
    async def discard(parked_id: ParkedId, order: Discarding, by: By = "operator") -> dict[str, Any]:
        await _known(hands.discard(parked_id, order.reason, by))
        return await show_parked(parked_id)

    @router.post("/gaps/accept")
    async def accept_gap(order: AcceptingAGap, by: By = "operator") -> list[dict[str, Any]]:
        await hands.accept_gap(order.subject, order.topic, order.reason, by)
        return await records.parked(pool, None, order.subject)


async def _known(doing: Any) -> None:  # noqa: ANN401 - a coroutine
    try:
        await doing
    except NoSuchRecord:
        raise NotFound from None


def _looking(router: APIRouter, service: "Service") -> None:
    pool, settings = service.ground.pool, service.ground.settings

    @router.get("/audit")
    async def audit(subject: UUID) -> list[dict[str, Any]]:
        return await records.audit_of(pool, service.process, subject)

    @router.get("/status")
    async def status() -> dict[str, Any]:
        waiting = await backlog.measure(pool, movable=not settings.in_production)
        leading = service.relay is not None and service.relay.leading
        about = {"service": service.process.name, "instance": settings.instance, "leading": leading}
        return about | {"lag_seconds": seconds_behind(service.process.name)} | asdict(waiting)

    @router.get("/history")
    async def history(since: AwareDatetime) -> StreamingResponse:
        bus = service.ground.bus
        if bus is None:
            raise NotFound
        told = History(bus, pool, service.process, service.ground.parties.current())
        return StreamingResponse(told.since(since), media_type="application/x-ndjson")

    @router.post("/replay")
    async def replay() -> dict[str, Any]:
        bus = service.ground.bus
        if bus is None:
            raise NotFound
        again = Replay(bus, pool, service.arrivals, service.sources, service.ingress)
        return asdict(await again.run())


def _moving(router: APIRouter, service: "Service") -> None:
    clock = service.ground.clock

    @router.post("/clock")
    async def move_the_clock(order: Moving) -> dict[str, Any]:
        by = order.offset_seconds
        now = await clock.reset() if by is None else await clock.move(timedelta(seconds=by))
        return {"now": now}
