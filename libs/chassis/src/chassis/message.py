"""A message: whatever makes the engine decide. An event, a request, a timer that came due, an effect's result."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.event import Part


class Kind(StrEnum):
    """Where a message comes from."""

    EVENT = "event"
    REQUEST = "request"
    TIMER = "timer"
    RESULT = "result"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where on the bus a record lay; with the hash of its bytes it tells a record from any other."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one aggregate (`subject`).

    `source` is the topic, the caller (requests), `timer` or `effect`. `emitter` numbered the event: `sequence` counts
    per (source, emitter). `body` is the raw JSON, or a model where it never was bytes. `fault` is set when the record
    could not even be read as an event.
    """

    kind: Kind
    id: UUID
    source: str
    subject: UUID
    type: str
    body: bytes | Part
    actor: str
    correlation_id: UUID
    emitter: UUID | None = None
    sequence: int | None = None
    epoch: int = 0
    key: str = ""
    effect_id: UUID | None = None
    fence: int = 0
    due_at: datetime | None = None
    traceparent: str | None = None
    origin: Origin | None = None
    fault: str | None = None
    parked_id: int | None = None
