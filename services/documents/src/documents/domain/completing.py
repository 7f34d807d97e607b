"""A lodging is complete when every paper it named has its verdict."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Cause, Decision
from contracts.events.documents import DossierCompleted

from documents.domain.dossier import FINAL, Dossier, PaperStatus


def complete(decision: Decision[Dossier], dossier: Dossier, cause: Cause) -> Decision[Dossier]:
    """Return `decision` with `dossier` as its state, and with the end of each lodging that waits for nothing more."""
    ready = [named for named in dossier.waiting if all(_has_verdict(dossier, one) for one in named)]
    left = tuple(named for named in dossier.waiting if named not in ready)
    events = [completed(dossier, named, cause) for named in ready]
    return replace(decision, state=replace(dossier, waiting=left), emit=[*decision.emit, *events])


def completed(dossier: Dossier | None, named: tuple[UUID, ...], cause: Cause) -> DossierCompleted:
    """Return the end of one lodging; whatever isn't accepted is rejected."""
    accepted = tuple(one for one in named if _is_accepted(dossier, one))
    rejected = tuple(one for one in named if one not in accepted)
    return DossierCompleted(accepted=accepted, rejected=rejected, completed_at=cause.now)


def _has_verdict(dossier: Dossier, document_id: UUID) -> bool:
    paper = dossier.paper(document_id)
    return paper is None or paper.status in FINAL


def _is_accepted(dossier: Dossier | None, document_id: UUID) -> bool:
    paper = dossier.paper(document_id) if dossier else None
    return paper is not None and paper.status is PaperStatus.ACCEPTED
