"""The outbox as the engine fills it, and as a test looks at it."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson
from chassis.testing.eventually import eventually

RELAY = "select pid from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted"


@dataclass(frozen=True)
class Outbox:
    dsn: str
    pool: "asyncpg.Pool[Any]"

    async def add(self, topic: str, *values: bytes, subject: UUID | None = None) -> UUID:
        """Append events of one subject in one commit."""
        subject = subject or uuid4()
        await self.pool.executemany(
            "insert into outbox (topic, subject, headers, value) values ($1, $2, $3, $4)",
            [(topic, subject, orjson.dumps({"ce_type": "test"}), value) for value in values],
        )
        return subject

    async def waiting(self) -> int:
        count: int = await self.pool.fetchval("select count(*) from outbox")
        return count

    async def only_waiting(self, topic: str, count: int) -> bool:
        """Say whether `count` events of `topic` are all that is left."""
        rows = await self.pool.fetch("select topic, count(*) from outbox group by topic")
        return [tuple(row) for row in rows] == [(topic, count)]

    async def sent(self) -> list[bytes]:
        rows = await self.pool.fetch("select value from outbox_sent order by id")
        return [row["value"] for row in rows]

    async def empty(self) -> bool:
        return await self.waiting() == 0

    async def seconds_until_empty(self) -> float:
        """Wait until all is published; return how long that took."""
        began = asyncio.get_running_loop().time()
        await eventually(self.empty)
        return asyncio.get_running_loop().time() - began

    async def cut_off_the_leader(self) -> int | None:
        """End the session of whoever leads; return its process id."""
        pid: int | None = await self.pool.fetchval(
            f"select pg_terminate_backend(pid), pid from ({RELAY}) leader", column=1
        )
        return pid
