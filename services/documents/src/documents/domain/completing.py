"""A dossier is complete when the last paper of a lodging has its verdict; it is said of each lodging, once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chassis.decision import Decision
from contracts.event import Event
from contracts.events.documents import DossierCompleted

from documents.domain.dossier import Dossier, PaperStatus


def tell(decision: Decision[Dossier], dossier: Dossier, events: Sequence[Event], now: datetime) -> Decision[Dossier]:
    """Return the decision with its events, and `DossierCompleted` for each lodging that waits for nothing more.

    Two may be under way at once, a first one and the answer to a supplement request: neither hides the other.
    """
    state = decision.state if isinstance(decision.state, Dossier) else dossier
    done = [lodging for lodging in state.awaited if state.decided(lodging)]
    waiting = tuple(lodging for lodging in state.awaited if lodging not in done)
    complete = [_completed(state, lodging, now) for lodging in done]
    return replace(decision, state=replace(state, awaited=waiting), emit=[*events, *complete])


def _completed(dossier: Dossier, lodging: Sequence[UUID], now: datetime) -> DossierCompleted:
    accepted = tuple(one for one in lodging if _accepted(dossier, one))
    rejected = tuple(one for one in lodging if one not in accepted)
    return DossierCompleted(accepted=accepted, rejected=rejected, completed_at=now)


def _accepted(dossier: Dossier, document_id: UUID) -> bool:
    paper = dossier.paper(document_id)
    return paper is not None and paper.status is PaperStatus.ACCEPTED
