"""What waits in the running system, seen from outside: in the databases, read-only, and before the bus's groups."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import asyncpg
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from chassis.bus.kafka_consumer import KafkaConsumer

from mante.demo.place import Place
from mante.lagging import GROUPS, Offsets, taken
from mante.stack import home, status
from mante.stack.wanted import SERVICES

LOOK_EVERY = 0.2
A_WHILE = 1.0
"""Seconds within which somebody who was told something answers."""
TIMEOUT = 5.0
AWAY = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, KafkaError)
READ_ONLY = {"default_transaction_read_only": "on", "application_name": "faults"}
WAITING = {
    "events unsent": "select count(*) from outbox where created_at <= $1",
    "leases overdue": """
        select count(*) from effects where done_at is null and lease_until < clock_timestamp() and created_at <= $1
    """,
    "timers overdue": """
        select count(*) from timers where due_at <= chassis_now(true) and $1::timestamptz is not null
    """,
}
UNDONE = """
select count(*) from effects
where done_at is null and created_at <= $1 and not_before < chassis_now(true) + interval '2 minutes'
"""
Ends = Mapping[str, Offsets]


@dataclass(frozen=True)
class Mark:
    """One moment: what was there by then is waited for."""

    at: datetime
    ends: Ends


class Watch:
    """`async with` connects it. Whatever is away counts as waiting."""

    def __init__(self, dsns: Mapping[str, str], kafka: Mapping[str, Any]) -> None:
        self._dsns, self._kafka = dsns, kafka
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)  # recoveries overlap
        self._connections: dict[str, asyncpg.Connection[Any]] = {}
        self._admin: AIOKafkaAdminClient | None = None

    @classmethod
    def of(cls, place: Place) -> Self:
        """Return the watch over a stack."""
        about, _ = status.read(home.state_file(place.home))
        addresses: Any = about["addresses"]
        return cls(addresses["postgres"], place.kafka.login())

    async def __aenter__(self) -> Self:
        self._consumer = KafkaConsumer(**self._kafka, enable_auto_commit=False)
        await self._consumer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._consumer.stop()
        await self._drop_admin()
        for connection in self._connections.values():
            connection.terminate()

    async def at_rest(self, within: float, effects_of: str | None = None) -> float:
        """Wait until all that is there now is done; return the moment. Raises TimeoutError, and says what is left.

        That is: published, taken by every group, no lease overdue, no timer either; the effects of one service, too.
        """
        until, mark, left = time.monotonic() + within, None, "the bus is away"
        while time.monotonic() < until:
            try:
                mark = mark or await self._mark()
                left = await self._left(mark, effects_of)
            except AWAY as away:
                left = repr(away)
                await self._drop_admin()
            if mark is not None and not left:
                return time.monotonic()
            await asyncio.sleep(LOOK_EVERY)
        raise TimeoutError(left)

    async def still(self, within: float) -> None:
        """Wait until nothing moves any more: all is at rest, every effect done, and nobody has written for a while.

        Raises TimeoutError, and says what is left.
        """
        until, before = time.monotonic() + within, None
        while time.monotonic() < until:
            for service in SERVICES:
                await self.at_rest(until - time.monotonic(), service)
            mark = await self._mark()
            if mark.ends == before:
                return
            before = mark.ends
            await asyncio.sleep(A_WHILE)
        raise TimeoutError("somebody writes still")

    def dsn(self, service: str) -> str:
        """Return where a service's database is, as the service itself."""
        return self._dsns[service]

    async def rows(self, service: str, query: str, *given: object) -> list[Any]:
        """Ask the database of a service. Raises one of `AWAY`."""
        async with self._turns[service]:
            connection = self._connections.get(service)
            if connection is None or connection.is_closed():
                connection = await asyncpg.connect(
                    self._dsns[service], timeout=TIMEOUT, command_timeout=TIMEOUT, server_settings=READ_ONLY
                )
                self._connections[service] = connection
            return await connection.fetch(query, *given)

    async def _mark(self) -> Mark:
        now, ends = datetime.now(UTC), {}
        for group in sorted(GROUPS):
            partitions = list(await self._committed(group))
            async with asyncio.timeout(TIMEOUT):
                ends[group] = await self._consumer.end_offsets(partitions) if partitions else {}
        return Mark(now, ends)

    async def _left(self, mark: Mark, effects_of: str | None) -> str:
        for service in SERVICES:
            for name, query in WAITING.items():
                if waiting := (await self.rows(service, query, mark.at))[0][0]:
                    return f"{service}: {waiting} {name}"
        for group, ends in mark.ends.items():
            acknowledged = await self._committed(group)
            if behind := sum(max(0, end - acknowledged.get(partition, 0)) for partition, end in ends.items()):
                return f"{group}: {behind} records not taken"
        if effects_of and (undone := (await self.rows(effects_of, UNDONE, mark.at))[0][0]):
            return f"{effects_of}: {undone} effects not done"
        return ""

    async def _committed(self, group: str) -> Offsets:
        async with asyncio.timeout(TIMEOUT):
            if self._admin is None:
                admin = AIOKafkaAdminClient(**self._kafka, request_timeout_ms=int(TIMEOUT * 1000))
                await admin.start()
                self._admin = admin
            return await taken(self._admin, group)

    async def _drop_admin(self) -> None:
        admin, self._admin = self._admin, None
        if admin is not None:
            await admin.close()
