"""Tickets: permission to upload one file each, exactly as declared."""

from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision
from contracts.event import Part
from contracts.vocabulary import Code, Sha256
from policy.materials import FileLimits
from policy.registry import Packs
from pydantic import Field

from documents.domain import refusals
from documents.domain.dossier import GOING, Dossier, Paper, PaperStatus
from documents.domain.names import shown_name

MOST_AT_ONCE = 20


class DeclaredPaper(Part):
    """A file that is going to be uploaded: what it is, its type, size in bytes, and SHA-256."""

    material: Code
    file_name: Annotated[str, Field(max_length=1000)] = ""
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]{1,60}$")]
    size: Annotated[int, Field(ge=1, le=1 << 40)]
    sha256: Sha256


class TicketsAsked(Part):
    """A request for tickets, with what the grant allows."""

    papers: Annotated[tuple[DeclaredPaper, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]
    materials: tuple[Code, ...]
    pack_id: Code
    pack_version: str


class Ticketed(Part):
    """A paper that may be uploaded now."""

    document_id: UUID
    material: Code
    media_type: str
    size: int


class TicketsGiven(Part):
    """The answer: a ticket for each paper, in their order."""

    tickets: tuple[Ticketed, ...]


def give_tickets(packs: Packs, state: Dossier | None, asked: TicketsAsked, cause: Cause) -> Decision[Dossier]:
    """Give a ticket for each declared file that the city's rules allow, or for none of them."""
    dossier = state or Dossier()
    if any(paper.status in GOING for paper in dossier.papers):
        raise refusals.DossierErased
    limits = packs.pinned(asked.pack_id, asked.pack_version).files
    _check(limits, dossier, asked)
    papers = [
        Paper(
            document_id=cause.derive(f"paper:{place}"),
            material=declared.material,
            file_name=shown_name(declared.file_name),
            media_type=declared.media_type,
            size=declared.size,
            sha256=declared.sha256,
        )
        for place, declared in enumerate(asked.papers)
    ]
    return Decision(dossier.plus(papers), answer=Answer(TicketsGiven(tickets=tuple(_ticket(one) for one in papers))))


def _check(limits: FileLimits, dossier: Dossier, asked: TicketsAsked) -> None:
    # A paper that was refused leaves its place to the one that replaces it.
    there = sum(paper.status is not PaperStatus.REJECTED for paper in dossier.papers)
    if there + len(asked.papers) > limits.max_files:
        raise refusals.TooManyFiles(max_files=limits.max_files)
    for declared in asked.papers:
        if declared.material not in asked.materials:
            raise refusals.MaterialNotAsked(material=declared.material)
        if declared.media_type not in limits.media_types:
            raise refusals.TypeNotAllowed(media_types="、".join(limits.media_types))
        if declared.size > limits.max_bytes:
            raise refusals.FileTooLarge(max_bytes=limits.max_bytes)


def _ticket(paper: Paper) -> Ticketed:
    return Ticketed(
        document_id=paper.document_id, material=paper.material, media_type=paper.media_type, size=paper.size
    )
