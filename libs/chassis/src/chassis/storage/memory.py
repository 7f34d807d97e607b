"""The engine's storage in memory, with a clock that tests and simulations move. Same promises, no durability."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Self
from uuid import UUID

from chassis.decision import Holder
from chassis.message import Kind, Message
from chassis.planning.working import NOWHERE
from chassis.rows import (
    AuditRow,
    Commit,
    Held,
    HeldStatus,
    Lease,
    Loaded,
    NewEffect,
    NewHeld,
    Outgoing,
    Row,
    Settled,
    StoredAnswer,
)
from chassis.storage.protocol import Job
from chassis.storage.records import body_of, envelope_of, given_up_for_nobody, message_from

SETTLED = (HeldStatus.REDRIVEN, HeldStatus.DISCARDED)


@dataclass(slots=True)
class StoredEffect:
    """An effect and who is at it."""

    new: NewEffect
    not_before: datetime
    attempt: int = 0
    fence: int = 0
    lease_until: datetime | None = None
    done: bool = False
    last_error: str = ""
    unmet: bool = False

    def lease(self) -> Lease:
        """Return the lease as a result finds it."""
        return Lease(self.fence, self.done)


@dataclass(slots=True)
class StoredHeld:
    """A record kept back, and why."""

    new: NewHeld
    status: HeldStatus
    reason: str
    detail: str
    attempts: int = 1


@dataclass(slots=True)
class MemoryTransaction:
    """A unit of work: everything is applied in one step, or not at all."""

    storage: "MemoryStorage"
    messages: Sequence[Message]
    loaded: Loaded = field(init=False)
    commit: Commit | None = None

    async def __aenter__(self) -> Self:
        """Load what the messages concern."""
        await self.storage.lock.acquire()
        self.loaded = self.storage.load(self.messages)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, _: object, __: object) -> None:
        """Apply the commit, on leaving without an exception."""
        try:
            if kind is None and self.commit is not None:
                self.storage.apply(self.commit, self.loaded.now)
        finally:
            self.storage.lock.release()

    async def holders(self, keys: Collection[str]) -> Mapping[str, Holder | None]:
        """Say who holds each key."""
        return {key: self.storage.reservations.get(key) for key in keys}

    async def write(self, commit: Commit) -> None:
        """Keep the commit for the end of the transaction."""
        self.commit = commit


@dataclass(slots=True)
class MemoryStorage:
    """All tables as dictionaries; one transaction at a time."""

    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    epoch: int = 0
    rows: dict[UUID, Row] = field(default_factory=dict)
    outbox: list[Outgoing] = field(default_factory=list)
    timers: dict[tuple[UUID, str], datetime] = field(default_factory=dict)
    effects: dict[UUID, StoredEffect] = field(default_factory=dict)
    answers: dict[tuple[str, str], tuple[UUID, StoredAnswer]] = field(default_factory=dict)
    reservations: dict[str, Holder] = field(default_factory=dict)
    parked: dict[int, StoredHeld] = field(default_factory=dict)
    audit: list[tuple[datetime, AuditRow]] = field(default_factory=list)
    _undone: dict[UUID, StoredEffect] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def begin(self, messages: Sequence[Message]) -> MemoryTransaction:
        """Load what `messages` concern; apply the commit on leaving without an exception."""
        return MemoryTransaction(self, messages)

    def load(self, messages: Sequence[Message]) -> Loaded:
        """Return all that planning these messages may need."""
        rows = {message.subject: self.rows.get(message.subject, Row(message.subject)) for message in messages}
        effects = {message.effect_id for message in messages if message.effect_id}
        asked = {(message.subject, message.type) for message in messages if message.kind is Kind.TIMER}
        keys = {(message.source, message.key) for message in messages if message.kind is Kind.REQUEST}
        return Loaded(
            now=self.clock(),
            epoch=self.epoch,
            rows=rows,
            due={at: self.timers[at] for at in asked & self.timers.keys()},
            leases={
                one: Lease(self.effects[one].fence, self.effects[one].done) for one in effects & self.effects.keys()
            },
            answers={key: self.answers[key][1] for key in keys & self.answers.keys()},
            held={subject: tuple(self._held_of(subject)) for subject, row in rows.items() if row.held}
            | self._held_for_nobody(messages),
        )

    def _held_of(self, subject: UUID) -> list[Held]:
        return [
            Held(id_, held.status, as_stored(held.new.message))
            for id_, held in self.parked.items()
            if held.new.message.subject == subject and held.status not in SETTLED
        ]

    def _held_for_nobody(self, messages: Sequence[Message]) -> dict[UUID, Sequence[Held]]:
        named = given_up_for_nobody(messages)
        return {NOWHERE: [held for held in self._held_of(NOWHERE) if held.id in named]} if named else {}

    def apply(self, commit: Commit, now: datetime) -> None:
        """Apply a commit."""
        self.rows.update((row.subject, row) for row in commit.rows)
        self.outbox.extend(commit.outbox)
        self._apply_works(commit)
        for new in commit.answers:
            self.answers[new.caller, new.key] = (new.subject, StoredAnswer(new.digest, new.reply))
        for key, holder in commit.reservations.items():
            if holder is None:
                self.reservations.pop(key, None)
            else:
                self.reservations[key] = holder
        for held in commit.held:
            self._keep(held)
        for settled in commit.settled:
            self._settle(settled)
        self.audit.extend((now, row) for row in commit.audit)
        for subject in commit.erased:
            self._erase(subject)

    def _apply_works(self, commit: Commit) -> None:
        for at, due in commit.timers.items():
            if due is None:
                self.timers.pop(at, None)
            else:
                self.timers[at] = due
        for effect in commit.effects:
            if effect.id not in self.effects:
                self.effects[effect.id] = self._undone[effect.id] = StoredEffect(effect, effect.not_before)
        for effect_id in commit.effects_done:
            self.effects[effect_id].done = True
            self._undone.pop(effect_id, None)

    def _keep(self, new: NewHeld) -> None:
        if all(_identity(held.new) != _identity(new) for held in self.parked.values()):
            self.parked[next(self._numbers)] = StoredHeld(new, new.status, new.reason, new.detail)

    def _settle(self, settled: Settled) -> None:
        held = self.parked[settled.id]
        again = settled.status is HeldStatus.PARKED
        held.status, held.reason, held.detail = settled.status, settled.reason, settled.detail
        held.attempts += 1 if again else 0

    def _erase(self, subject: UUID) -> None:
        self.answers = {key: kept for key, kept in self.answers.items() if kept[0] != subject}
        self.effects = {id_: effect for id_, effect in self.effects.items() if effect.new.subject != subject}
        self._undone = {id_: effect for id_, effect in self._undone.items() if effect.new.subject != subject}
        self.timers = {at: due for at, due in self.timers.items() if at[0] != subject}
        self.parked = {id_: held for id_, held in self.parked.items() if held.new.message.subject != subject}

    async def due_timers(self, limit: int) -> tuple[list[tuple[UUID, str, datetime]], float | None]:
        """Return timers that are due, earliest first, and the seconds until the next."""
        now = self.clock()
        due = [(subject, kind, at) for (subject, kind), at in self.timers.items() if at <= now]
        due.sort(key=lambda timer: timer[2])
        later = min((at for at in self.timers.values() if at > now), default=None)
        return due[:limit], (later - now).total_seconds() if later else None

    async def claim(self, kinds: Collection[str], limit: int, lease: float) -> list[Job]:
        """Lease effects that may be done now."""
        now = self.clock()
        free = [effect for effect in self._undone.values() if effect.new.kind in kinds and _is_free(effect, now)]
        return [self._lease(effect, now + timedelta(seconds=lease)) for effect in free[:limit]]

    def _lease(self, effect: StoredEffect, until: datetime) -> Job:
        effect.fence, effect.attempt, effect.lease_until = effect.fence + 1, effect.attempt + 1, until
        effect.unmet = False
        new = effect.new
        return Job(
            new.id, new.subject, new.kind, new.body, effect.attempt, effect.fence, new.correlation_id, new.traceparent
        )

    async def renew(self, job: Job, lease: float) -> None:
        """Keep the effect for another `lease` seconds, if nobody took it over."""
        effect = self.effects.get(job.id)
        if effect and effect.fence == job.fence and not effect.done:
            effect.lease_until = self.clock() + timedelta(seconds=lease)

    async def put_back(self, job: Job, after: float, error: str, *, unmet: bool = False) -> None:
        """Try again later, if the lease still holds; `unmet` says that the try met nobody."""
        effect = self.effects.get(job.id)
        if effect and effect.fence == job.fence and not effect.done:
            effect.not_before, effect.lease_until = self.clock() + timedelta(seconds=after), None
            effect.last_error, effect.unmet = error, unmet

    async def hasten(self, kind: str) -> int:
        """Let effects whose last try met nobody be tried at once, as if for the first time; return how many."""
        unmet = [effect for effect in self._undone.values() if effect.unmet and effect.new.kind == kind]
        for effect in unmet:
            effect.not_before, effect.attempt, effect.unmet = self.clock(), 0, False
        return len(unmet)

    async def held(self, parked_id: int) -> Held | None:
        """Return one record kept back that is not settled."""
        held = self.parked.get(parked_id)
        if held is None or held.status in SETTLED:
            return None
        return Held(parked_id, held.status, as_stored(held.new.message))


def as_stored(message: Message) -> Message:
    """Return the message as it would come back from a database."""
    return message_from(envelope_of(message), body_of(message))


def _is_free(effect: StoredEffect, now: datetime) -> bool:
    leased = effect.lease_until is not None and effect.lease_until > now
    return not effect.done and effect.not_before <= now and not leased


def _identity(new: NewHeld) -> tuple[object, ...]:
    origin = new.message.origin
    if origin is None:
        return new.message.id, body_of(new.message)
    return origin.topic, origin.partition, origin.offset, body_of(new.message)
