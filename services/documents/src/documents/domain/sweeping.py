"""Uploads that nobody ever hands in are destroyed, so that a store can't be filled with them."""

from functools import partial

from chassis.decision import Cause, Decision, Timer
from contracts.events.documents import DocumentRejected
from policy.registry import Packs

from documents.domain.dossier import UPLOAD_LAPSED, Dossier, Paper, PaperStatus
from documents.domain.erasing import destruction, going
from documents.domain.keeping import sweep_later


def sweep(packs: Packs, state: Dossier | None, timer: Timer, cause: Cause) -> Decision[Dossier]:
    """Destroy the papers that were never handed in, and say so of one that had been accepted.

    One that is being inspected or is lent to another application stays, and is looked at again after the same time.
    """
    del timer
    if state is None or state.let_go:
        return Decision()
    unused = [paper for paper in state.papers if paper.has_ticket and not paper.lodged and not paper.is_going]
    swept = [paper for paper in unused if paper.status is not PaperStatus.INSPECTING and not paper.lent_to]
    again = [] if swept == unused else [sweep_later(packs, state, cause.now)]
    revoked = map(partial(_revoked, cause), filter(_was_accepted, swept))
    return Decision(
        going(state, swept, UPLOAD_LAPSED), emit=list(revoked), timers=again, effects=destruction(swept, cause.now)
    )


def _was_accepted(paper: Paper) -> bool:
    return paper.status is PaperStatus.ACCEPTED


def _revoked(cause: Cause, paper: Paper) -> DocumentRejected:
    return DocumentRejected(
        document_id=paper.document_id, material=paper.material, reason=UPLOAD_LAPSED, inspected_at=cause.now
    )
