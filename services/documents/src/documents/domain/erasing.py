"""The end of a draft's papers: what was uploaded for nothing doesn't lie about, what another application uses stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from chassis.decision import Cause, ClearTimer, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.documents import DocumentErased
from contracts.events.intake import DraftExpired

from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.keeping import SWEEP
from documents.domain.ticketing import FORM_LASTS

NO_MORE_UPLOADS = FORM_LASTS + timedelta(minutes=1)
"""After this the last form has run out, by the store's clock, too: what is destroyed then stays destroyed."""


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


def erase_the_papers(state: Dossier | None, _event: DraftExpired, cause: Cause) -> Decision[Dossier]:
    """Let the papers of a draft go that came to its end: its own are destroyed, borrowed ones given back.

    From now on no ticket is given, whoever asks; of a draft that nobody ever uploaded anything for, too.
    """
    closed = replace(state or Dossier(), let_go=True, waiting=())
    return replace(let_go(closed, cause.now), timers=[ClearTimer(SWEEP)])


def let_go(dossier: Dossier, now: datetime) -> Decision[Dossier]:
    """Return what becomes of the papers that nobody uses any more. One that is lent stays until it comes back."""
    unused = [paper for paper in dossier.papers if not paper.lent_to and not paper.is_going]
    borrowed = [paper for paper in unused if paper.lent_by]
    return Decision(going(dossier, unused), effects=[*destruction(unused, now), *_returns(borrowed)])


def going(dossier: Dossier, papers: Sequence[Paper], reason: str = "") -> Dossier:
    """Mark papers as on their way out; `reason` is what is said if one of them is handed in after all."""
    changed = (
        replace(one, status=PaperStatus.ERASING, reason=reason or one.reason) if one in papers else one
        for one in dossier.papers
    )
    return replace(dossier, papers=tuple(changed))


def destruction(papers: Sequence[Paper], now: datetime) -> list[Effect]:
    """Return the effect that destroys what was uploaded here, when no form is left to bring it back."""
    documents = tuple(paper.document_id for paper in papers if paper.has_ticket)
    return [Effect(ErasePapers(documents=documents), not_before=now + NO_MORE_UPLOADS)] if documents else []


def _returns(papers: Sequence[Paper]) -> list[Effect]:
    effects = []
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
    # A paper that was handed in on its way out keeps its verdict: its lodging may still wait for other papers.
    papers = (
        replace(paper, status=PaperStatus.ERASED)
        if paper.document_id in documents and (dossier.let_go or paper.status is PaperStatus.ERASING)
        else paper
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
