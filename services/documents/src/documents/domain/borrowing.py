"""Papers of another application, named when this one was lodged: asked for there, used here, given back at the end."""

from typing import Annotated
from uuid import UUID

from chassis.decision import Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.requests import NamedPaper
from pydantic import Field

from documents.domain.dossier import Dossier, Paper, PaperStatus, unknown
from documents.domain.erasing import let_go
from documents.domain.lending import LentPaper
from documents.domain.telling import accepted, rejected, with_completion

Named = Annotated[tuple[NamedPaper, ...], Field(min_length=1, max_length=20)]


class BorrowPapers(Part):
    """An effect: ask another application's dossier for these papers."""

    lender: UUID
    papers: Named


class PapersBorrowed(Part):
    """The effect's result: what was asked for, and what of it is lent."""

    lender: UUID
    papers: Named
    lent: tuple[LentPaper, ...]


def note_the_loan(state: Dossier | None, result: PapersBorrowed, cause: Cause) -> Decision[Dossier]:
    """Count what was lent as accepted and the rest as unknown: of each paper that was named there is a verdict."""
    dossier = state or Dossier()
    lent = {paper.document_id: paper for paper in result.lent}
    new = [named for named in result.papers if dossier.paper(named.document_id) is None]
    papers = [_taken(named, lent.get(named.document_id), result.lender) for named in new]
    events = [
        accepted(paper, cause.now) if paper.status is PaperStatus.ACCEPTED else rejected(paper, cause.now)
        for paper in papers
    ]
    filled = dossier.plus(papers)
    decision = let_go(filled, cause.now) if filled.let_go else Decision(filled)
    return with_completion(decision, filled, events, cause.now)


def _taken(named: NamedPaper, lent: LentPaper | None, lender: UUID) -> Paper:
    if lent is None:
        return unknown(named)
    return Paper(
        document_id=lent.document_id,
        material=lent.material,
        media_type=lent.media_type,
        size=lent.size,
        sha256=lent.sha256,
        status=PaperStatus.ACCEPTED,
        version_id=lent.version_id,
        pages=lent.pages,
        flags=lent.flags,
        home=lent.home,
        lent_by=lender,
        lodged=True,
    )


def ask_again(_state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Ask the lender once more."""
    order = BorrowPapers.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])
