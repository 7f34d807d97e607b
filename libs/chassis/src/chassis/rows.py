"""What `plan` reads and writes: rows as loaded under their locks, and one commit with all that changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chassis.decision import Holder
from chassis.message import Message


class HeldStatus(StrEnum):
    """Why a record is held: it waits for its turn, it could not be decided, or an operator gave it up."""

    WAITING = "waiting"
    PARKED = "parked"
    SKIPPED = "skipped"
    REDRIVEN = "redriven"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Row:
    """One aggregate as stored: `seen` per source, `emitted` per topic, `held` records kept back for it."""

    subject: UUID
    state: str | None = None
    state_version: int = 1
    seen: str = "{}"
    emitted: str = "{}"
    erased: bool = False
    held: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is kept back."""

    id: int
    status: HeldStatus
    message: Message


@dataclass(frozen=True, slots=True)
class Lease:
    """An effect as a result finds it: `fence` is the token of the worker that holds it now."""

    fence: int
    done: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request: HTTP status and JSON bytes, the same each time it is asked."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The answer given to (caller, key), and the digest of the request it was given to."""

    digest: bytes
    reply: Reply


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that `plan` may know, read under the locks. `holders` grows as decisions ask for keys."""

    now: datetime
    epoch: int
    rows: Mapping[UUID, Row]
    due: Mapping[tuple[UUID, str], datetime] = field(default_factory=dict)
    leases: Mapping[UUID, Lease] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], StoredAnswer] = field(default_factory=dict)
    held: Mapping[UUID, Sequence[Held]] = field(default_factory=dict)
    holders: Mapping[str, Holder | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An event on its way to the bus."""

    topic: str
    subject: UUID
    headers: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class NewEffect:
    """Work for the workers."""

    id: UUID
    subject: UUID
    kind: str
    body: bytes
    not_before: datetime
    correlation_id: UUID
    traceparent: str | None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to store."""

    caller: str
    key: str
    subject: UUID
    digest: bytes
    reply: Reply


@dataclass(frozen=True, slots=True)
class NewHeld:
    """A record to keep back, with its raw bytes."""

    message: Message
    status: HeldStatus
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a record that was kept back."""

    id: int
    status: HeldStatus
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One decision, for those who ask later."""

    subject: UUID
    message: Message
    decision: str
    outcome: str
    detail: str
    emitted: tuple[str, ...]


@dataclass(slots=True)
class Commit:
    """Everything a batch brings about, written in one transaction."""

    rows: list[Row] = field(default_factory=list)
    outbox: list[Outgoing] = field(default_factory=list)
    timers: dict[tuple[UUID, str], datetime | None] = field(default_factory=dict)
    effects: list[NewEffect] = field(default_factory=list)
    effects_done: list[UUID] = field(default_factory=list)
    answers: list[NewAnswer] = field(default_factory=list)
    held: list[NewHeld] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)
    reservations: dict[str, Holder | None] = field(default_factory=dict)
    audit: list[AuditRow] = field(default_factory=list)
    erased: list[UUID] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    replies: dict[UUID, Reply] = field(default_factory=dict)
    unknown_types: list[str] = field(default_factory=list)
