"""Replaying every topic of a service from its start through the engine: a right service doesn't notice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from contracts.catalogue import Topic

from chassis.arrivals import Arrivals
from chassis.bus.address import BusAddress
from chassis.bus.families import pattern_of
from chassis.bus.fetching import fetch
from chassis.bus.kafka_consumer import KafkaConsumer
from chassis.bus.records import messages_of
from chassis.storage.driver import Pool

PAGE, WAIT_MS = 500, 500
# Everything a decision may change. Times of writing are left out: an update that changes nothing else is no effect.
TABLES: Mapping[str, str] = {
    "aggregates": "subject, state, state_version, seen, emitted, erased_at is not null",
    "timers": "subject, kind, due_at",
    "effects": "id, kind, body, done_at is not null",
    "requests": "caller, key, digest, status, body",
    "reservations": "key, subject, note",
    "audit": "id, message_id, decision, outcome",
}
HASH = """
select count(*)::text || md5(coalesce(string_agg(md5(row({columns})::text), '' order by row({columns})::text), ''))
"""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many messages came again, how many decisions that brought about, and which tables are different now."""

    messages: int
    effects: int
    tables_equal: bool
    different: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """One service's topics, brought again."""

    bus: BusAddress
    pool: Pool
    arrivals: Arrivals
    sources: Sequence[Topic]
    ingress: Sequence[Topic]

    async def run(self) -> Replayed:
        """Bring every message that the topics hold now, and compare the tables. Run it while nothing else happens."""
        decided, before = await self._decided(), await self._hashes()
        messages = await self._bring()
        after = await self._hashes()
        different = tuple(table for table in TABLES if before[table] != after[table])
        return Replayed(messages, await self._decided() - decided, not different, different)

    async def _decided(self) -> int:
        count: int = await self.pool.fetchval("select count(*) from audit")
        return count

    async def _hashes(self) -> dict[str, Any]:
        async with self.pool.acquire() as connection, connection.transaction(isolation="repeatable_read"):
            return {
                table: await connection.fetchval(f"{HASH.format(columns=columns)} from {table}")
                for table, columns in TABLES.items()
            }

    async def _bring(self) -> int:
        consumer = KafkaConsumer(**self.bus.for_clients(), enable_auto_commit=False)
        await consumer.start()
        try:
            ends = await self._ends(consumer)
            consumer.assign(list(ends))
            await consumer.seek_to_beginning(*ends)
            return await self._until(consumer, ends)
        finally:
            await consumer.stop()

    async def _ends(self, consumer: AIOKafkaConsumer) -> dict[TopicPartition, int]:
        ends = await consumer.end_offsets(await self._partitions())
        return {partition: end for partition, end in ends.items() if end > 0}

    async def _partitions(self) -> list[TopicPartition]:
        """Return what the service consumes. A consumer that subscribes to nothing doesn't know of it."""
        names = {topic.name for topic in self.sources}
        patterns = [re.compile(pattern_of(topic)) for topic in self.ingress]
        admin = AIOKafkaAdminClient(**self.bus.for_clients())
        await admin.start()
        try:
            there = await admin.list_topics()
            wanted = [name for name in there if name in names or any(pattern.match(name) for pattern in patterns)]
            topics = await admin.describe_topics(wanted)
        finally:
            await admin.close()
        return [TopicPartition(topic["topic"], part["partition"]) for topic in topics for part in topic["partitions"]]

    async def _until(self, consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> int:
        messages = 0
        while any([await consumer.position(partition) < end for partition, end in ends.items()]):
            records = await fetch(consumer, WAIT_MS, PAGE)
            await self.arrivals.handle(messages_of(records, self.arrivals.engine.process))
            messages += len(records)
        return messages
