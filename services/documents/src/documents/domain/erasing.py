"""The end of a draft's papers: what was uploaded for nothing doesn't lie about."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.documents import DocumentErased
from contracts.events.intake import DraftExpired

from documents.domain.dossier import Dossier, PaperStatus


class ErasePapers(Part):
    """An effect: destroy every version of these papers and their page images."""

    documents: tuple[UUID, ...]


class PapersErased(Part):
    """The effect's result."""

    documents: tuple[UUID, ...]


def erase_the_papers(state: Dossier | None, _event: DraftExpired, _cause: Cause) -> Decision[Dossier]:
    """Destroy the papers of a draft that came to the end of its time."""
    documents = tuple(paper.document_id for paper in state.papers) if state else ()
    return Decision(effects=[Effect(ErasePapers(documents=documents))] if documents else [])


def note_the_erasure(state: Dossier | None, result: PapersErased, cause: Cause) -> Decision[Dossier]:
    """Say of each paper that it is gone."""
    if state is None:
        return Decision()
    papers = tuple(
        replace(paper, status=PaperStatus.ERASED) if paper.document_id in result.documents else paper
        for paper in state.papers
    )
    gone = [DocumentErased(document_id=one, erased_at=cause.now) for one in result.documents]
    return Decision(replace(state, papers=papers), emit=gone)


def erase_again(_state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Begin the ladder anew: what is to go must go."""
    order = ErasePapers.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])
