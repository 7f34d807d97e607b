"""Tickets: permission to upload one file each, exactly as declared."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision
from contracts.event import Part
from contracts.events.intake import PackVersion
from contracts.vocabulary import Code, Sha256
from policy.materials import FileLimits
from policy.registry import Packs
from pydantic import Field

from documents.domain import refusals
from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.keeping import sweep_later
from documents.domain.names import ShownName

MOST_AT_ONCE = 20

TRIES = 5
"""Tickets in all that an application gets, for each file it may have: a bad photo is taken again, not for ever."""

FORM_LASTS = timedelta(minutes=15)
"""How long a form may be used after it is signed."""

LIVE = (PaperStatus.TICKETED, PaperStatus.INSPECTING, PaperStatus.ACCEPTED)


class DeclaredPaper(Part):
    """A file that is going to be uploaded: what it is, its type, size in bytes, and SHA-256."""

    material: Code
    file_name: ShownName = ""
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
    """Give a ticket for each declared file that the city's rules allow, or for none of them.

    A file that is here already, for the same material, is the same paper: it gets its ticket again.
    """
    dossier = state or Dossier()
    if dossier.let_go:
        raise refusals.DossierErased
    limits = packs.pinned(asked.pack_id, asked.pack_version).files
    _check(limits, asked)
    papers = _papers(dossier, asked, cause)
    known = {paper.document_id for paper in dossier.papers}
    new = [one for one in dict.fromkeys(papers) if one.document_id not in known]
    _check_room(limits, dossier, new)
    more = replace(dossier.plus(new), pack=PackVersion(id=asked.pack_id, version=asked.pack_version))
    answer = Answer(TicketsGiven(tickets=tuple(_ticket(paper) for paper in papers)))
    return Decision(more, timers=[sweep_later(packs, more, cause.now)], answer=answer)


def check_for_signing(dossier: Dossier, given: TicketsGiven) -> None:
    """Refuse to sign forms for papers that are decided against or gone, since the tickets were given."""
    if dossier.let_go:
        raise refusals.DossierErased
    papers = [dossier.paper(ticket.document_id) for ticket in given.tickets]
    if not all(paper is not None and _is_live(paper) for paper in papers):
        raise refusals.TicketsUsed


def _papers(dossier: Dossier, asked: TicketsAsked, cause: Cause) -> list[Paper]:
    here = {_content(paper): paper for paper in dossier.papers if _is_live(paper)}
    for place, declared in enumerate(asked.papers):
        paper = _declared(declared, cause.derive(f"paper:{place}"))
        here.setdefault(_content(paper), paper)
    return [here[_content(declared)] for declared in asked.papers]


def _content(paper: Paper | DeclaredPaper) -> tuple[object, ...]:
    return paper.material, paper.media_type, paper.size, paper.sha256


def _is_live(paper: Paper) -> bool:
    return paper.has_ticket and paper.status in LIVE


def _declared(declared: DeclaredPaper, document_id: UUID) -> Paper:
    return Paper(
        document_id=document_id,
        material=declared.material,
        file_name=declared.file_name,
        media_type=declared.media_type,
        size=declared.size,
        sha256=declared.sha256,
    )


def _check(limits: FileLimits, asked: TicketsAsked) -> None:
    for declared in asked.papers:
        if declared.material not in asked.materials:
            raise refusals.MaterialNotAsked(material=declared.material)
        if declared.media_type not in limits.media_types:
            raise refusals.TypeNotAllowed(media_types="、".join(limits.media_types))
        if declared.size > limits.max_bytes:
            raise refusals.FileTooLarge(max_bytes=limits.max_bytes)


def _check_room(limits: FileLimits, dossier: Dossier, new: Sequence[Paper]) -> None:
    # A paper that was refused or is gone leaves its place to the one that replaces it, but not for ever.
    there = sum(paper.status is not PaperStatus.REJECTED and not paper.is_going for paper in dossier.papers)
    if new and there + len(new) > limits.max_files:
        raise refusals.TooManyFiles(max_files=limits.max_files)
    given, most = sum(paper.has_ticket for paper in dossier.papers), TRIES * limits.max_files
    if new and given + len(new) > most:
        raise refusals.TooManyTickets(most=most)


def _ticket(paper: Paper) -> Ticketed:
    return Ticketed(
        document_id=paper.document_id, material=paper.material, media_type=paper.media_type, size=paper.size
    )
