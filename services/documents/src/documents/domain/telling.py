"""What documents says of a paper, and that a dossier is complete."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chassis.decision import Decision
from contracts.event import Event
from contracts.events.documents import DocumentAccepted, DocumentRejected, DossierCompleted

from documents.domain.dossier import Dossier, Paper, PaperStatus


def accepted(paper: Paper, now: datetime) -> DocumentAccepted:
    """Return the word that a paper may be used."""
    return DocumentAccepted(
        document_id=paper.document_id,
        material=paper.material,
        sha256=paper.sha256,
        size=paper.size,
        media_type=paper.media_type,
        version_id=paper.version_id,
        pages=paper.pages,
        flags=paper.flags,
        inspected_at=now,
        lies_with=paper.home,
    )


def rejected(paper: Paper, now: datetime) -> DocumentRejected:
    """Return the word that a paper can't be used, and why."""
    return DocumentRejected(
        document_id=paper.document_id, material=paper.material, reason=paper.reason, inspected_at=now
    )


def with_completion(
    decision: Decision[Dossier], dossier: Dossier, events: Sequence[Event], now: datetime
) -> Decision[Dossier]:
    """Return the decision with `events`, and with the word of each lodging whose papers all have verdicts now.

    Each lodging is told of once, about its own papers, whatever was handed in since.
    """
    state = decision.state if isinstance(decision.state, Dossier) else dossier
    complete = [lodging for lodging in state.waiting if state.is_complete(lodging)]
    left = tuple(lodging for lodging in state.waiting if lodging not in complete)
    told = [_completed(state, lodging, now) for lodging in complete]
    return replace(decision, state=replace(state, waiting=left), emit=[*events, *told])


def _completed(dossier: Dossier, lodging: tuple[UUID, ...], now: datetime) -> DossierCompleted:
    return DossierCompleted(
        accepted=dossier.of_status(lodging, PaperStatus.ACCEPTED),
        rejected=dossier.of_status(lodging, PaperStatus.REJECTED),
        completed_at=now,
    )
