"""The engine's storage in Postgres: one transaction per batch, every lock taken in one order."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chassis.decision import Holder
from chassis.message import Message
from chassis.rows import Commit, Held, Loaded
from chassis.storage.driver import Connection, Pool
from chassis.storage.errors import in_our_words
from chassis.storage.loading import held_from, holders, load
from chassis.storage.protocol import Job
from chassis.storage.writing import write

DUE_TIMERS = "select subject, kind, due_at from timers where due_at <= chassis_now($1) order by due_at limit $2"
NEXT_TIMER = "select extract(epoch from min(due_at) - chassis_now($1))::float8 from timers"
CLAIM = """
update effects set fence = fence + 1, attempt = attempt + 1, lease_until = clock_timestamp() + $3, unmet = false
where id in (
    select id from effects
    where done_at is null and not_before <= chassis_now($1) and kind = any($2::text[])
        and (lease_until is null or lease_until < clock_timestamp())
    order by not_before limit $4 for update skip locked
)
returning id, subject, kind, body, attempt, fence, correlation_id, traceparent
"""
RENEW = """
update effects set lease_until = clock_timestamp() + $3 where id = $1 and fence = $2 and done_at is null
"""
PUT_BACK = """
update effects set not_before = chassis_now($1) + $4, lease_until = null, last_error = $5, unmet = $6
where id = $2 and fence = $3 and done_at is null
"""
HASTEN = """
update effects set not_before = chassis_now($1), attempt = 0, unmet = false
where id in (
    select id from effects where done_at is null and unmet and kind = $2 for update skip locked
)
returning id
"""
ONE_HELD = "select id, status, envelope, body from parked where id = $1 and settled_at is null"


@dataclass(slots=True)
class PostgresTransaction:
    """One unit of work on one connection."""

    connection: Connection
    loaded: Loaded

    async def holders(self, keys: Collection[str]) -> Mapping[str, Holder | None]:
        """Lock these keys and say who holds each."""
        return await holders(self.connection, keys)

    async def write(self, commit: Commit) -> None:
        """Write all of it."""
        await write(self.connection, commit, self.loaded.now)


@dataclass(frozen=True, slots=True)
class PostgresStorage:
    """Rows in the service's own database. `movable` lets `clock_offset` count: for demos and tests only."""

    pool: Pool
    movable: bool = False

    @asynccontextmanager
    async def begin(self, messages: Sequence[Message]) -> AsyncIterator[PostgresTransaction]:
        """Load under locks; commit on leaving without an exception."""
        with in_our_words():
            async with self.pool.acquire() as connection, connection.transaction():
                yield PostgresTransaction(connection, await load(connection, messages, self.movable))

    async def due_timers(self, limit: int) -> tuple[list[tuple[UUID, str, datetime]], float | None]:
        """Return timers that are due, earliest first, and the seconds until the next (0 or less: some are due)."""
        with in_our_words():
            async with self.pool.acquire() as connection:
                due = await connection.fetch(DUE_TIMERS, self.movable, limit)
                return [tuple(row) for row in due], await connection.fetchval(NEXT_TIMER, self.movable)

    async def claim(self, kinds: Collection[str], limit: int, lease: float) -> list[Job]:
        """Lease effects that may be done now; a lease that ran out may be taken over."""
        with in_our_words():
            found = await self.pool.fetch(CLAIM, self.movable, list(kinds), timedelta(seconds=lease), limit)
            return [Job(*row.values()) for row in found]

    async def renew(self, job: Job, lease: float) -> None:
        """Keep the effect for another `lease` seconds, if nobody took it over."""
        with in_our_words():
            await self.pool.execute(RENEW, job.id, job.fence, timedelta(seconds=lease))

    async def put_back(self, job: Job, after: float, error: str, *, unmet: bool = False) -> None:
        """Try again later, if the lease still holds; `unmet` says that the try met nobody."""
        with in_our_words():
            pause = timedelta(seconds=after)
            await self.pool.execute(PUT_BACK, self.movable, job.id, job.fence, pause, error, unmet)

    async def hasten(self, kind: str) -> int:
        """Let effects whose last try met nobody be tried at once, as if for the first time; return how many."""
        with in_our_words():
            return len(await self.pool.fetch(HASTEN, self.movable, kind))

    async def held(self, parked_id: int) -> Held | None:
        """Return one record kept back that is not settled."""
        with in_our_words():
            row = await self.pool.fetchrow(ONE_HELD, parked_id)
            return held_from(row) if row else None
