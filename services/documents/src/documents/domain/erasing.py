"""The end of a draft's papers: what was uploaded for nothing doesn't lie about, what another application uses stays."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.documents import DocumentErased
from contracts.events.intake import DraftExpired

from documents.domain.dossier import GOING, Dossier, Paper, PaperStatus


class ErasePapers(Part):
    """An effect: destroy every version of these papers and their page images."""

    documents: tuple[UUID, ...]


class PapersErased(Part):
    """The effect's result."""

    documents: tuple[UUID, ...]


class ReturnPapers(Part):
    """An effect: tell the dossier that lent these papers that they are needed no more."""

    lender: UUID
    documents: tuple[UUID, ...]


class PapersReturned(Part):
    """The effect's result."""

    documents: tuple[UUID, ...]


def erase_the_papers(state: Dossier | None, _event: DraftExpired, _cause: Cause) -> Decision[Dossier]:
    """Let the papers of a draft go that came to its end: its own are destroyed, borrowed ones given back."""
    return let_go(replace(state or Dossier(), let_go=True))


def let_go(dossier: Dossier) -> Decision[Dossier]:
    """Return what becomes of the papers that nobody uses any more. One that is lent stays until it comes back."""
    unused = [paper for paper in dossier.papers if not paper.lent_to and paper.status not in GOING]
    papers = tuple(replace(one, status=PaperStatus.ERASING) if one in unused else one for one in dossier.papers)
    return Decision(replace(dossier, papers=papers), effects=_effects(unused))


def _effects(papers: list[Paper]) -> list[Effect]:
    own = tuple(paper.document_id for paper in papers if paper.lent_by is None)
    effects = [Effect(ErasePapers(documents=own))] if own else []
    for lender in dict.fromkeys(paper.lent_by for paper in papers if paper.lent_by):
        documents = tuple(paper.document_id for paper in papers if paper.lent_by == lender)
        effects.append(Effect(ReturnPapers(lender=lender, documents=documents), key=f"return:{lender}"))
    return effects


def note_the_erasure(state: Dossier | None, result: PapersErased, cause: Cause) -> Decision[Dossier]:
    """Say of each paper that it is gone."""
    if state is None:
        return Decision()
    gone = [DocumentErased(document_id=one, erased_at=cause.now) for one in result.documents]
    return Decision(_without(state, result.documents), emit=gone)


def note_the_return(state: Dossier | None, result: PapersReturned, _cause: Cause) -> Decision[Dossier]:
    """Know that these papers are no longer here; whether they are destroyed is their own dossier's to say."""
    return Decision() if state is None else Decision(_without(state, result.documents))


def _without(dossier: Dossier, documents: tuple[UUID, ...]) -> Dossier:
    papers = (
        replace(paper, status=PaperStatus.ERASED) if paper.document_id in documents else paper
        for paper in dossier.papers
    )
    return replace(dossier, papers=tuple(papers))


def erase_again(_state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Begin the ladder anew: what is to go must go."""
    order = ErasePapers.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def give_back_again(_state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Tell the lender once more."""
    order = ReturnPapers.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])
