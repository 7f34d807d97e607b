"""The end of papers that nobody needs: of a draft that is over, and of uploads that were never handed in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chassis.decision import Cause, Decision, Effect, Exhausted, SetTimer, Timer
from contracts.event import Part
from contracts.events.documents import DocumentErased
from contracts.events.intake import DraftExpired

from documents.domain.dossier import Dossier, Paper, PaperStatus, TimerKind

AFTER_THE_LAST_FORM = timedelta(hours=1)
"""A form that was signed just before the end is still good for a while; then there is one more sweep."""


class ErasePapers(Part):
    """An effect: destroy every version of these papers and their page images."""

    documents: tuple[UUID, ...]


class PapersErased(Part):
    """The effect's result."""

    documents: tuple[UUID, ...]


def erase_the_papers(state: Dossier | None, _event: DraftExpired, cause: Cause) -> Decision[Dossier]:
    """Close the dossier of a draft that is over, at once and for good, and destroy its papers."""
    dossier = replace(state or Dossier(), closed=True, awaited=())
    again = SetTimer(TimerKind.SWEEP, cause.now + AFTER_THE_LAST_FORM)
    return Decision(dossier, effects=_erasing(dossier.papers, "close"), timers=[again] if dossier.papers else [])


def sweep(state: Dossier | None, _timer: Timer, _cause: Cause) -> Decision[Dossier]:
    """Destroy what was uploaded and never handed in, when its draft's time is over; of a closed dossier everything."""
    if state is None:
        return Decision()
    unused = (paper for paper in state.papers if state.closed or not paper.lodged)
    return Decision(effects=_erasing(unused, "sweep"))


def note_the_erasure(state: Dossier | None, result: PapersErased, cause: Cause) -> Decision[Dossier]:
    """Say of each paper that it is gone, once."""
    if state is None:
        return Decision()
    gone = [one for one in result.documents if (paper := state.paper(one)) and paper.status is not PaperStatus.ERASED]
    papers = tuple(
        replace(paper, status=PaperStatus.ERASED) if paper.document_id in gone else paper for paper in state.papers
    )
    erased = [DocumentErased(document_id=one, erased_at=cause.now) for one in gone]
    return Decision(replace(state, papers=papers), emit=erased)


def erase_again(_state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Begin the ladder anew: what is to go must go."""
    order = ErasePapers.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def _erasing(papers: Iterable[Paper], key: str) -> list[Effect]:
    documents = tuple(paper.document_id for paper in papers)
    return [Effect(ErasePapers(documents=documents), key=key)] if documents else []
