"""The SMS gateway's receipts."""

from typing import Annotated
from uuid import UUID

from chassis.asking import Counter, request_of
from chassis.http.bearer import ByToken
from chassis.http.bodies import read_model
from chassis.message import Message
from contracts.event import Part
from fastapi import APIRouter, Depends, Request
from pydantic import Field

from notify.domain.sms import SmsReceipt
from notify.store import Correspondences

GATEWAY = "sms-gateway"


class Report(Part):
    """What the gateway says of one message: `out_id` is our notice id, `code` the carrier's."""

    out_id: UUID
    success: bool
    code: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]


class Reports(Part):
    """Receipts come in numbers; each is repeated until it is answered with 200."""

    reports: Annotated[tuple[Report, ...], Field(min_length=1, max_length=500)]


class Taken(Part):
    """How many receipts were about notices of ours."""

    taken: int


def router(counter: Counter, correspondences: Correspondences, gateway: ByToken) -> APIRouter:
    """Return the routes of notify. `gateway` lets nobody in but the SMS gateway."""
    routes = APIRouter()

    @routes.post("/receipts/sms")
    async def take_receipts(request: Request, caller: Annotated[str, Depends(gateway)]) -> Taken:
        """Take receipts; a repeated one changes nothing, one about a foreign message is passed over."""
        reports = await read_model(request, Reports)
        taken = [await _take(report, caller) for report in reports.reports]
        return Taken(taken=sum(taken))

    async def _take(report: Report, caller: str) -> bool:
        application = await correspondences.application_of(report.out_id)
        if application is None:
            return False
        await counter.ask(receipt_message(report, application, caller))
        return True

    return routes


def receipt_message(report: Report, application: UUID, caller: str) -> Message:
    """Return the request that a receipt is; the same receipt again has the same key."""
    receipt = SmsReceipt(notice_id=report.out_id, delivered=report.success, reason=report.code)
    return request_of(caller, receipt, application, key=f"{report.out_id}:{report.code}")
