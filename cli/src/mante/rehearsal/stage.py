"""Deciding a history once more: the real engine over memory, each message at the instant at which it was decided."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import groupby
from typing import Any
from uuid import UUID

from chassis.engine import Engine
from chassis.message import Kind, Message
from chassis.process import Process
from chassis.rows import AuditRow, Commit
from chassis.storage.memory import MemoryStorage
from chassis.timers import timer_message

from mante.rehearsal.history import Decided, History

LATE = timedelta(minutes=2)
"""A timer that was on record fires where it fired then; any other fires when it is this much overdue."""


@dataclass(slots=True)
class Stage:
    """One service's engine, replaying. `heard` has the new decisions of each application, in order.

    Where it is held against the record it isn't `punctual`: for a while after an outage what was overdue may have
    been overtaken, then, by a message that set its timer anew.
    """

    process: Process[Any]
    history: History
    punctual: bool = True
    heard: dict[UUID, list[AuditRow]] = field(default_factory=dict)
    storage: MemoryStorage = field(init=False)
    engine: Engine = field(init=False)
    messages: int = 0
    _numbers: Counter[tuple[str, UUID | None]] = field(default_factory=Counter)
    _now: datetime = field(default=datetime.min.replace(tzinfo=UTC))
    _woke: datetime = field(default=datetime.min.replace(tzinfo=UTC))
    _timers: list[tuple[datetime, UUID, str]] = field(default_factory=list)
    _on_record: frozenset[UUID] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing but the keys that others hold."""
        self._on_record = frozenset(one.message_id for one in self.history.decided if one.kind == Kind.TIMER)
        self.storage = MemoryStorage(clock=lambda: self._now, reservations=dict(self.history.held))
        self.engine = Engine(self.process, self.storage, on_commit=self._committed)

    def _committed(self, commit: Commit) -> None:
        for row in commit.audit:
            self.heard.setdefault(row.subject, []).append(row)
        for (subject, kind), due in commit.timers.items():
            if due is not None:
                heappush(self._timers, (due, subject, kind))

    async def play(self) -> None:
        """Decide everything once more."""
        for at, together in groupby(self.history.decided, key=lambda decided: decided.at):
            if at - self._now > LATE:  # nothing ran in between
                self._woke = at
            if self.punctual or at - self._woke > LATE:
                await self._fire_others(at - LATE)
            await self._again(at, list(together))
        await self._fire_others(self._now - LATE)

    async def _again(self, at: datetime, together: list[Decided]) -> None:
        """Decide what one batch decided at one instant: as a batch, too, if all of it came from the bus."""
        self._now = at
        self.messages += len(together)
        if all(decided.kind == Kind.EVENT for decided in together):
            await self.engine.handle([self._addressed(one.message) for one in together if _counts(one) and one.message])
            return
        for decided in together:
            if decided.kind == Kind.TIMER:
                await self._fire(decided.subject, decided.type)
            elif _counts(decided) and decided.message is not None:
                await self.engine.handle([self._addressed(decided.message)])

    def _addressed(self, message: Message) -> Message:
        """Return a message as it comes here: events numbered anew, for not all were decided; results by our worker."""
        if message.kind is Kind.EVENT:
            self._numbers[message.source, message.emitter] += 1
            return replace(message, sequence=self._numbers[message.source, message.emitter], epoch=0, parked_id=None)
        effect = self.storage.effects.get(message.effect_id) if message.effect_id else None
        if effect is None:
            return replace(message, parked_id=None)
        effect.fence += 1
        return replace(message, fence=effect.fence, parked_id=None)

    async def _fire(self, subject: UUID, kind: str) -> None:
        due = self.storage.timers.get((subject, kind))
        if due is not None and due <= self._now:
            await self.engine.handle([timer_message(subject, kind, due)])

    async def _fire_others(self, until: datetime) -> None:
        """Fire what our own decisions set and nothing on record fires."""
        while self._timers and self._timers[0][0] <= until:
            due, subject, kind = heappop(self._timers)
            timer = timer_message(subject, kind, due)
            if self.storage.timers.get((subject, kind)) == due and timer.id not in self._on_record:
                self._now = max(self._now, due)
                await self.engine.handle([timer])


def _counts(decided: Decided) -> bool:
    """Whether it took effect; what was parked did not, and comes again if it was re-driven."""
    return decided.outcome != "parked"
