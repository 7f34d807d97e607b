"""Applications over HTTP: every request that a channel may also send over Kafka, answered alike."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from chassis.http.calls import ChannelCall, taking
from contracts.events.requests import (
    ApplicationLodged,
    DraftOpened,
    HospitalChoiceLodged,
    MessageReceipt,
    SupplementLodged,
    WithdrawalLodged,
)
from contracts.events.updates import RequestAccepted
from fastapi import APIRouter, Response

from intake.domain.linking import Beside, papers_to_use
from intake.domain.persons import persons_of
from intake.domain.refusals import PersonUnknown
from intake.vault.store import Vault

LookBeside = Callable[[DraftOpened, str, UUID], Awaitable[Beside]]
"""Gathers what there is beside a draft (body, channel, its id) that names another application."""

ONE = "/v1/applications/{application_id}"


def router(vault: Vault, look_beside: LookBeside) -> APIRouter:
    """Return the routes by which a channel opens an application and brings it on its way."""
    routes = APIRouter(tags=["applications"])
    _opening(routes, vault, look_beside)
    _handing_in(routes)
    _afterwards(routes)
    return routes


def _opening(routes: APIRouter, vault: Vault, look_beside: LookBeside) -> None:
    @routes.post("/v1/applications", **taking(DraftOpened, RequestAccepted))
    async def open_a_draft(call: ChannelCall) -> Response:
        """Open a draft; the answer holds its id and the grant to upload papers.

        The channel may give its own id (header `Application-Id`, UUIDv7). Else it is derived from channel and
        `Idempotency-Key`, so that a repetition finds it.

        `with_papers_of` names another application of the same person: its accepted papers needn't be uploaded again,
        they are named when lodging. 404 for one whose papers aren't this person's to use.
        """
        asked = await call.body(DraftOpened)
        if not await vault.known(persons_of(asked)):
            raise PersonUnknown
        draft, channel = call.new_subject(), call.party.code
        if asked.with_papers_of:
            papers_to_use(asked, channel, await look_beside(asked, channel, draft))
        return await call.ask(DraftOpened, draft)


def _handing_in(routes: APIRouter) -> None:
    @routes.post(f"{ONE}/lodging", **taking(ApplicationLodged, RequestAccepted))
    async def lodge(application_id: UUID, call: ChannelCall) -> Response:
        """Hand the application in; the answer holds its number. What is missing comes once, whole, as an update."""
        return await call.ask(ApplicationLodged, application_id)

    @routes.post(f"{ONE}/supplements", **taking(SupplementLodged, RequestAccepted))
    async def lodge_a_supplement(application_id: UUID, call: ChannelCall) -> Response:
        """Answer a supplement request."""
        return await call.ask(SupplementLodged, application_id)


def _afterwards(routes: APIRouter) -> None:
    @routes.post(f"{ONE}/withdrawal", **taking(WithdrawalLodged, RequestAccepted))
    async def withdraw(application_id: UUID, call: ChannelCall) -> Response:
        """Take the application back. After submission review says, in an update, whether it came in time."""
        return await call.ask(WithdrawalLodged, application_id)

    @routes.post(f"{ONE}/hospital", **taking(HospitalChoiceLodged, RequestAccepted))
    async def choose_a_hospital(application_id: UUID, call: ChannelCall) -> Response:
        """Choose the hospital where the benefit is to be used, where the pooling area has one chosen."""
        return await call.ask(HospitalChoiceLodged, application_id)

    @routes.post(f"{ONE}/receipts", **taking(MessageReceipt, RequestAccepted))
    async def give_a_receipt(application_id: UUID, call: ChannelCall) -> Response:
        """Say what became of an app message."""
        return await call.ask(MessageReceipt, application_id)
