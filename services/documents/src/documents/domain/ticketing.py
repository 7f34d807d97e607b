"""Tickets: permission to upload one file each, exactly as declared."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, SetTimer
from contracts.event import Part
from contracts.vocabulary import Code, Sha256
from policy.materials import FileLimits
from policy.registry import Packs
from pydantic import AfterValidator, Field

from documents.domain import refusals
from documents.domain.dossier import UNDECIDED, Dossier, Paper, PaperStatus, PinnedPack, TimerKind
from documents.domain.names import shown_name

MOST_AT_ONCE = 20
TRIES = 3
"""So many times the files that an application may have, tickets may be given for it, refused files included."""
GRACE = timedelta(days=7)
"""How long after the end of a draft's time what was never handed in is kept."""
IN_PLACE = (*UNDECIDED, PaperStatus.ACCEPTED)


class DeclaredPaper(Part):
    """A file that is going to be uploaded: what it is, its type, size in bytes, and SHA-256."""

    material: Code
    file_name: Annotated[str, Field(max_length=1000), AfterValidator(shown_name)] = ""
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

    The same file for the same material is one paper, however often it is named.
    """
    dossier = replace(state or Dossier(), pack=PinnedPack(asked.pack_id, asked.pack_version))
    if dossier.closed:
        raise refusals.DossierClosed
    pack = packs.pinned(asked.pack_id, asked.pack_version)
    papers: list[Paper] = []
    for place, declared in enumerate(asked.papers):
        papers.append(_same(dossier, declared) or _fresh(declared, cause.derive(f"paper:{place}")))
        dossier = dossier if dossier.paper(papers[-1].document_id) else dossier.plus(papers[-1:])
    _check(pack.files, dossier, asked)
    tickets = TicketsGiven(tickets=tuple(_ticket(one) for one in papers))
    unused_until = cause.now + timedelta(days=pack.draft.expires_after_days) + GRACE
    return Decision(dossier, timers=[SetTimer(TimerKind.SWEEP, unused_until)], answer=Answer(tickets))


def _same(dossier: Dossier, declared: DeclaredPaper) -> Paper | None:
    alike = (
        paper
        for paper in dossier.papers
        if (paper.material, paper.sha256) == (declared.material, declared.sha256) and paper.status in IN_PLACE
    )
    return next(alike, None)


def _fresh(declared: DeclaredPaper, document_id: UUID) -> Paper:
    return Paper(
        document_id=document_id,
        material=declared.material,
        file_name=declared.file_name,
        media_type=declared.media_type,
        size=declared.size,
        sha256=declared.sha256,
    )


def _check(limits: FileLimits, dossier: Dossier, asked: TicketsAsked) -> None:
    # A paper that was refused leaves its place to the one that replaces it; but not without end.
    if sum(paper.status in IN_PLACE for paper in dossier.papers) > limits.max_files:
        raise refusals.TooManyFiles(max_files=limits.max_files)
    if len(dossier.papers) > TRIES * limits.max_files:
        raise refusals.TooManyTickets
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


def open_tickets(dossier: Dossier, given: TicketsGiven) -> tuple[Ticketed, ...]:
    """Return those of the tickets whose files are still to come; raises `DossierClosed`, and `TicketUsed` for none.

    An answer is kept for weeks; what it opens is looked at each time.
    """
    if dossier.closed:
        raise refusals.DossierClosed
    still = (one for one in given.tickets if (paper := dossier.paper(one.document_id)) and paper.status in UNDECIDED)
    if not (found := tuple(still)):
        raise refusals.TicketUsed
    return found
