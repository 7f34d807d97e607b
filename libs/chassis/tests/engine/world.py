"""One engine to try the promises on, over either storage, seen only through what it keeps and publishes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import orjson
from chassis.decision import Holder
from chassis.effects import EffectWorkers
from chassis.engine import Engine
from chassis.message import Message
from chassis.parked import Parked
from chassis.performer import Performer, performers_by_kind
from chassis.process import Process
from chassis.rows import Reply
from chassis.storage.driver import Pool
from chassis.storage.memory import MemoryStorage
from chassis.storage.postgres import PostgresStorage
from chassis.timers import Timers


@dataclass(frozen=True, slots=True)
class Published:
    """An event in the outbox."""

    topic: str
    subject: UUID
    sequence: int
    id: UUID
    value: dict[str, Any]


class Tables(Protocol):
    """What a test may look at, whatever the storage."""

    async def words(self, subject: UUID) -> tuple[str, ...]: ...
    async def published(self, subject: UUID) -> list[Published]: ...
    async def parked(self) -> list[tuple[str, str]]: ...
    async def parked_ids(self) -> list[int]: ...
    async def audited(self, subject: UUID) -> list[tuple[str, str]]: ...
    async def holder(self, key: str) -> Holder | None: ...
    async def count(self, table: str) -> int: ...
    async def pass_time(self, by: timedelta) -> None: ...


@dataclass(slots=True)
class World:
    """The toy service on one storage."""

    process: Process[Any]
    storage: Any
    tables: Tables
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Engine(self.process, self.storage)

    @property
    def operator(self) -> Parked:
        return Parked(self.storage, self.engine)

    async def take(self, *messages: Message) -> None:
        await self.engine.handle(messages)

    async def ask(self, *messages: Message) -> list[Reply]:
        return await self.engine.decide(messages, within=5)

    async def ring(self) -> None:
        await Timers(self.storage, self.engine).fire_due()

    def workers(self, *performers: Performer[Any]) -> EffectWorkers:
        return EffectWorkers(self.storage, self.engine, performers_by_kind(performers))


@dataclass(slots=True)
class MemoryTables:
    """The dictionaries of the memory storage."""

    storage: MemoryStorage
    process: Process[Any]

    async def words(self, subject: UUID) -> tuple[str, ...]:
        row = self.storage.rows.get(subject)
        return self.process.open(row.state, row.state_version).words if row and row.state else ()

    async def published(self, subject: UUID) -> list[Published]:
        return [
            _published(out.topic, out.subject, out.headers, out.value)
            for out in self.storage.outbox
            if out.subject == subject
        ]

    async def parked(self) -> list[tuple[str, str]]:
        return [(held.status.value, held.reason) for held in self.storage.parked.values()]

    async def parked_ids(self) -> list[int]:
        return list(self.storage.parked)

    async def audited(self, subject: UUID) -> list[tuple[str, str]]:
        return [(row.decision, row.outcome) for _, row in self.storage.audit if row.subject == subject]

    async def holder(self, key: str) -> Holder | None:
        return self.storage.reservations.get(key)

    async def count(self, table: str) -> int:
        open_effects = [effect for effect in self.storage.effects.values() if not effect.done]
        tables: dict[str, Sequence[Any]] = {
            "requests": list(self.storage.answers),
            "effects": open_effects,
            "timers": list(self.storage.timers),
            "parked": list(self.storage.parked),
        }
        return len(tables[table])

    async def pass_time(self, by: timedelta) -> None:
        clock = self.storage.clock
        self.storage.clock = lambda: clock() + by
        for effect in self.storage.effects.values():
            assert effect is not None


@dataclass(slots=True)
class PostgresTables:
    """The tables of a real database."""

    pool: Pool
    process: Process[Any]

    async def words(self, subject: UUID) -> tuple[str, ...]:
        row = await self.pool.fetchrow("select state, state_version from aggregates where subject = $1", subject)
        return self.process.open(*row).words if row and row["state"] else ()

    async def published(self, subject: UUID) -> list[Published]:
        statement = "select topic, subject, headers, value from outbox where subject = $1 order by id"
        return [_published(*row) for row in await self.pool.fetch(statement, subject)]

    async def parked(self) -> list[tuple[str, str]]:
        return [tuple(row) for row in await self.pool.fetch("select status, reason from parked order by id")]

    async def parked_ids(self) -> list[int]:
        return [row["id"] for row in await self.pool.fetch("select id from parked order by id")]

    async def audited(self, subject: UUID) -> list[tuple[str, str]]:
        statement = "select decision, outcome from audit where subject = $1 order by id"
        return [tuple(row) for row in await self.pool.fetch(statement, subject)]

    async def holder(self, key: str) -> Holder | None:
        row = await self.pool.fetchrow("select subject, note from reservations where key = $1", key)
        return Holder(*row) if row else None

    async def count(self, table: str) -> int:
        where = "where done_at is null" if table == "effects" else ""
        return int(await self.pool.fetchval(f"select count(*) from {table} {where}"))

    async def pass_time(self, by: timedelta) -> None:
        await self.pool.execute("update clock_offset set shift = shift + $1", by)


def _published(topic: str, subject: UUID, headers: bytes, value: bytes) -> Published:
    attributes = orjson.loads(headers)
    return Published(topic, subject, int(attributes["ce_sequence"]), UUID(attributes["ce_id"]), orjson.loads(value))


def memory_world(process: Process[Any]) -> World:
    """Return a world in memory."""
    storage = MemoryStorage(clock=lambda: datetime.now(UTC))
    return World(process, storage, MemoryTables(storage, process))


def postgres_world(process: Process[Any], pool: Pool) -> World:
    """Return a world on a real database."""
    return World(process, PostgresStorage(pool, movable=True), PostgresTables(pool, process))
