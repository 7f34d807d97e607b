"""One process on the storage in memory, with a clock that the test moves, and everyone else played by hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from contracts.catalogue import EVENT_OF, TOPIC_OF
from contracts.codec import decode, encode
from contracts.event import Event, Part
from contracts.ids import derived
from pydantic import BaseModel

from chassis.bus.records import for_every_row
from chassis.decision import Exhausted
from chassis.effects import EffectWorkers
from chassis.engine import Engine
from chassis.message import Kind, Message, Origin
from chassis.performer import Performer, performers_by_kind, result_message
from chassis.process import Process, type_name
from chassis.rows import Outgoing, Reply
from chassis.storage import Job
from chassis.storage.memory import MemoryStorage, StoredEffect
from chassis.timers import timer_message

S = TypeVar("S")
E = TypeVar("E", bound=Event)
START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
_ROOT = UUID("01a20c00-0000-7000-8000-000000000000")


@dataclass(frozen=True, slots=True)
class Emitted:
    """An event that the process published."""

    event: Event
    topic: str
    subject: UUID


@dataclass(frozen=True, slots=True)
class Pending:
    """An effect that waits to be done."""

    id: UUID
    subject: UUID
    body: BaseModel
    not_before: datetime


@dataclass(slots=True)
class Harness(Generic[S]):
    """The engine over memory. Events are numbered as their emitters would number them."""

    process: Process[S]
    now: datetime = START
    storage: MemoryStorage = field(init=False)
    engine: Engine = field(init=False)
    _numbers: Counter[tuple[str, UUID]] = field(default_factory=Counter)
    _ids: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        """Start at `now`."""
        self.storage = MemoryStorage(clock=lambda: self.now)
        self.engine = Engine(self.process, self.storage)

    def _identity(self) -> UUID:
        return derived(_ROOT, next(self._ids))

    async def event(self, event: Event, subject: UUID, party: str | None = None) -> None:
        """Let a service's event about `subject` arrive."""
        topic = TOPIC_OF[type(event)]
        name = topic.of(party) if party else topic.name
        self._numbers[name, subject] += 1
        message = self._record(event, name, subject, topic.publisher)
        numbered = replace(message, sequence=self._numbers[name, subject], emitter=subject)
        await self.engine.handle(for_every_row(numbered))

    def _record(self, body: BaseModel, topic: str, subject: UUID, actor: str) -> Message:
        identity, model = self._identity(), type(body)
        route = self.process.routes.get(type_name(model))
        concerned = route.subject(body) if route and route.subject else subject
        return Message(
            kind=Kind.EVENT,
            id=identity,
            source=topic,
            subject=concerned,
            type=type_name(model),
            body=encode(body),
            actor=actor,
            correlation_id=identity,
            origin=Origin(topic, 0, next(self._ids), str(subject).encode(), ()),
        )

    async def request(self, caller: str, body: BaseModel, subject: UUID, key: str | None = None) -> Reply:
        """Let a party (or a provider) ask over HTTP; return the answer."""
        identity = self._identity()
        message = Message(
            kind=Kind.REQUEST,
            id=identity,
            source=caller,
            subject=subject,
            type=type_name(type(body)),
            body=encode(body),
            actor=caller,
            correlation_id=identity,
            key=key or str(identity),
        )
        (reply,) = await self.engine.decide([message], within=1)
        return reply

    async def record(self, caller: str, body: Event, subject: UUID, key: str | None = None) -> None:
        """Let a party ask over Kafka."""
        topic = TOPIC_OF[type(body)].of(caller)
        message = self._record(body, topic, subject, caller)
        await self.engine.handle([replace(message, kind=Kind.REQUEST, source=caller, key=key or str(message.id))])

    async def advance(self, by: timedelta | None = None, to: datetime | None = None) -> None:
        """Let time pass; timers fire one by one, each at its due time."""
        until = to or self.now + (by or timedelta())
        while due := self._next_timer(until):
            subject, kind, at = due
            self.now = max(self.now, at)
            await self.engine.handle([timer_message(subject, kind, at)])
        self.now = until

    def _next_timer(self, until: datetime) -> tuple[UUID, str, datetime] | None:
        due = [(at, subject, kind) for (subject, kind), at in self.storage.timers.items() if at <= until]
        if not due:
            return None
        at, subject, kind = min(due)
        return subject, kind, at

    def state(self, subject: UUID) -> S | None:
        """Return the aggregate's state."""
        row = self.storage.rows.get(subject)
        return self.process.open(row.state, row.state_version) if row and row.state else None

    @property
    def emitted(self) -> list[Emitted]:
        """Every event published so far, in order."""
        return [_emitted(out) for out in self.storage.outbox]

    def events(self, model: type[E], subject: UUID | None = None) -> list[E]:
        """Return the published events of one kind."""
        return [
            one.event
            for one in self.emitted
            if isinstance(one.event, model) and (subject is None or one.subject == subject)
        ]

    @property
    def effects(self) -> list[Pending]:
        """Effects that wait to be done."""
        return [_pending(effect) for effect in self.storage.effects.values() if not effect.done]

    async def result(self, pending: Pending, result: Part) -> None:
        """Let an effect be done, with this result."""
        await self.engine.handle([result_message(self._claim(pending), result)])

    async def give_up(self, pending: Pending, why: str) -> None:
        """Let the ladder of an effect come to its end."""
        job = self._claim(pending)
        body = job.body.decode()
        given_up = Exhausted(effect_id=job.id, effect=job.kind, body=body, attempts=job.attempt, error=why)
        await self.engine.handle([result_message(job, given_up)])

    def _claim(self, pending: Pending) -> Job:
        effect = self.storage.effects[pending.id]
        effect.fence, effect.attempt = effect.fence + 1, effect.attempt + 1
        new, fence, attempt = effect.new, effect.fence, effect.attempt
        return Job(new.id, new.subject, new.kind, new.body, attempt, fence, new.correlation_id, new.traceparent)

    async def perform(self, performers: Sequence[Performer[Any]]) -> int:
        """Do what is due now with real performers; return how many were tried."""
        return await EffectWorkers(self.storage, self.engine, performers_by_kind(performers)).run_once()

    def timers(self, subject: UUID) -> dict[str, datetime]:
        """Return the timers that are set for an aggregate."""
        return {kind: due for (whose, kind), due in self.storage.timers.items() if whose == subject}

    @property
    def parked(self) -> list[tuple[str, str]]:
        """Reason and detail of every record kept back."""
        return [(held.reason, held.detail) for held in self.storage.parked.values()]


def _emitted(out: Outgoing) -> Emitted:
    model = EVENT_OF[orjson.loads(out.headers)["ce_type"]]
    return Emitted(decode(model, out.value), out.topic, out.subject)


def _pending(effect: StoredEffect) -> Pending:
    model = _parts(Part)[effect.new.kind]
    return Pending(effect.new.id, effect.new.subject, model.model_validate_json(effect.new.body), effect.not_before)


def _parts(root: type[Part]) -> dict[str, type[Part]]:
    found = {type_name(root): root}
    for inner in root.__subclasses__():
        found |= _parts(inner)
    return found
