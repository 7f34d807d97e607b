"""Records as services and parties write them, and a process that reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from chassis.decision import Cause, Decision
from chassis.process import Process
from contracts.catalogue import REVIEW_CASES
from contracts.codec import encode
from contracts.event import Event
from contracts.events.documents import DossierCompleted
from contracts.events.intake import ApplicationJoined

SUBJECT = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
OTHER = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
TOPIC = "documents.dossiers.v1"
INGRESS = "review.verdicts.H52020199001.v1"
DOSSIER = encode(DossierCompleted(accepted=(), rejected=(), completed_at=datetime(2026, 11, 24, tzinfo=UTC)))


@dataclass
class Lying:
    """A record as it lies on a topic."""

    topic: str = TOPIC
    value: bytes | None = DOSSIER
    key: bytes | None = str(SUBJECT).encode()
    headers: tuple[tuple[str, bytes], ...] = ()
    partition: int = 0
    offset: int = 7


def headers(event: type[Event] = DossierCompleted, **changed: str | None) -> tuple[tuple[str, bytes], ...]:
    """Return the headers of an event of documents', with some changed, or left out (None)."""
    given: Mapping[str, str | None] = {
        "ce_specversion": "1.0",
        "ce_id": "01890a5d-ac96-774b-bcce-b302099a0001",
        "ce_type": event.type_name(),
        "ce_source": "/mante/documents",
        "ce_subject": str(SUBJECT),
        "ce_time": "2026-11-24T01:02:03+00:00",
        "ce_sequence": "1",
        "ce_epoch": "0",
        "content-type": "application/json",
        **changed,
    }
    return tuple((name, value.encode()) for name, value in given.items() if value is not None)


def process() -> Process[str]:
    """Return a process that takes one event for its emitter and one for another aggregate."""
    made = Process("review", str, REVIEW_CASES)
    made.on(DossierCompleted, _decide)
    made.on(ApplicationJoined, _decide, subject=lambda joined: joined.open_application)
    return made


def _decide(_state: str | None, _body: Event, _cause: Cause) -> Decision[str]:
    return Decision()
