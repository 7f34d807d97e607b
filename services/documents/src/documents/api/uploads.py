"""Tickets for all papers in one call, the word that one is uploaded, and the list with verdicts."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.asking import Counter, request_of
from chassis.clock import Clock
from chassis.http.bodies import read_model
from chassis.http.calls import response_of, taking
from chassis.http.keys import idempotency_key
from chassis.message import Message
from contracts.event import Part
from contracts.ids import derived
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from documents.api.grants import UploadGrant, Uploading
from documents.domain.dossier import GOING, Paper, PaperStatus
from documents.domain.inspecting import CompletionTold
from documents.domain.ticketing import (
    FORM_LASTS,
    MOST_AT_ONCE,
    DeclaredPaper,
    TicketsAsked,
    TicketsGiven,
    check_for_signing,
)
from documents.objects import Objects, key_of
from documents.store import Dossiers

OK = 200

NAMES = ("papers", None, "file_name")
"""Where characters that can't be seen are taken out, not refused: a device names the file, not the person."""


class TicketsWanted(Part):
    """The files that are going to be uploaded."""

    papers: Annotated[tuple[DeclaredPaper, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Ticket(BaseModel):
    """Where one file goes: POST `fields` and then the file, as multipart/form-data, to `url`."""

    document_id: UUID
    material: str
    url: str
    fields: dict[str, str]
    expires_at: datetime


class Tickets(BaseModel):
    """A ticket for each file, in the order they were named."""

    tickets: list[Ticket]


class PaperShown(BaseModel):
    """A paper as its applicant sees it."""

    document_id: UUID
    material: str
    file_name: str
    status: str
    reason: str
    pages: int


def router(counter: Counter, objects: Objects, dossiers: Dossiers, uploading: Uploading, clock: Clock) -> APIRouter:
    """Return the routes that an upload grant opens."""
    routes = APIRouter(tags=["uploads"])
    Granted = Annotated[UploadGrant, Depends(uploading)]  # noqa: N806 - a type

    @routes.post("/v1/tickets", **taking(TicketsWanted, Tickets))
    async def give_tickets(request: Request, grant: Granted) -> Response:
        """Give a ticket for each file, or for none; the same key gives tickets for the same papers.

        A file that is here already for the same material is the same paper, and gets its ticket again.
        """
        wanted = await read_model(request, TicketsWanted, cleaned=[NAMES])
        asked = TicketsAsked(
            papers=wanted.papers, materials=grant.materials, pack_id=grant.pack_id, pack_version=grant.pack_version
        )
        reply = await counter.ask(_asked(request, grant, asked, idempotency_key(request)))
        if reply.status != OK:
            return response_of(reply)
        given = TicketsGiven.model_validate_json(reply.body)
        # The time comes before the look at the dossier: closed since then, it outlasts every form that is signed here.
        until = clock.now() + FORM_LASTS
        check_for_signing(await dossiers.of(grant.application), given)
        tickets = Tickets(tickets=await _signed(objects, grant.application, given, until))
        return Response(tickets.model_dump_json(), media_type="application/json")

    @routes.post("/v1/documents/{document_id}/complete")
    async def inspect_now(document_id: UUID, request: Request, grant: Granted) -> Response:
        """Inspect a paper now that it is uploaded; lodging does it anyway."""
        told = CompletionTold(document_id=document_id)
        return response_of(await counter.ask(_asked(request, grant, told, f"complete:{document_id}")))

    @routes.get("/v1/documents")
    async def list_papers(grant: Granted) -> list[PaperShown]:
        """List the application's papers with their verdicts so far."""
        dossier = await dossiers.of(grant.application)
        return [_shown(paper) for paper in dossier.papers]

    return routes


def _shown(paper: Paper) -> PaperShown:
    status = PaperStatus.ERASED if paper.status in GOING else paper.status
    return PaperShown(
        document_id=paper.document_id,
        material=paper.material,
        file_name=paper.file_name,
        status=status.value,
        reason=paper.reason,
        pages=paper.pages,
    )


async def _signed(objects: Objects, application: UUID, given: TicketsGiven, until: datetime) -> list[Ticket]:
    tickets = []
    for one in given.tickets:
        form = await objects.form(key_of(application, one.document_id), one.media_type, one.size, until)
        tickets.append(
            Ticket(
                document_id=one.document_id,
                material=one.material,
                url=form.url,
                fields=form.fields,
                expires_at=until,
            )
        )
    return tickets


def _asked(request: Request, grant: UploadGrant, body: Part, key: str) -> Message:
    return request_of(
        f"{grant.channel}/{grant.application}",
        body,
        grant.application,
        actor=grant.channel,
        key=key,
        trace=request.state.trace,
        id=derived(grant.application, f"{type(body).__name__}:{key}"),
    )
