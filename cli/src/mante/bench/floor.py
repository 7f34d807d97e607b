"""What the machine allows: consume, write the batch, produce the batch; no rule, no validation, no order to keep."""

import asyncio
from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.producer.message_accumulator import BatchBuilder
from chassis.relay.partitioning import key_of, partition_of

from mante.bench.worker import Given, run

BATCH = 500
SAVE = """
insert into aggregates (subject, state) select * from unnest($1::uuid[], $2::jsonb[])
on conflict (subject) do update set state = excluded.state
"""
APPEND = """
insert into outbox (topic, subject, headers, value)
select $1, * from unnest($2::uuid[], $3::bytea[], $4::bytea[])
"""
Record = Any


async def serve(given: Given) -> None:
    """Serve until the process is told to end."""
    clients = given.bus.for_clients()
    consumer = AIOKafkaConsumer(
        given.input, **clients, group_id="floor", auto_offset_reset="earliest", enable_auto_commit=False
    )
    producer = AIOKafkaProducer(**clients, acks="all", enable_idempotence=True, max_batch_size=120 * 1024)
    async with asyncpg.create_pool(given.dsn, min_size=1, max_size=1) as pool, consumer, producer:
        count = len(await producer.partitions_for(given.output))
        while True:
            found = await consumer.getmany(timeout_ms=500, max_records=BATCH)
            records = list(chain.from_iterable(found.values()))
            if records:
                await _write(pool, given.output, records)
                await _produce(producer, given.output, count, records)
                await consumer.commit()


async def _write(pool: "asyncpg.Pool[asyncpg.Record]", topic: str, records: Sequence[Record]) -> None:
    newest = {UUID(record.key.decode()): record for record in records}
    rows = sorted(newest.items())
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(SAVE, [subject for subject, _ in rows], [one.value.decode() for _, one in rows])
        subjects = [UUID(record.key.decode()) for record in records]
        headers = [b"".join(value for _, value in record.headers) for record in records]
        await connection.execute(APPEND, topic, subjects, headers, [record.value for record in records])


async def _produce(producer: AIOKafkaProducer, topic: str, count: int, records: Sequence[Record]) -> None:
    lanes: dict[int, list[Record]] = {}
    for record in records:
        lanes.setdefault(partition_of(UUID(record.key.decode()), count), []).append(record)
    await asyncio.gather(*(_lane(producer, topic, partition, lane) for partition, lane in lanes.items()))


async def _lane(producer: AIOKafkaProducer, topic: str, partition: int, records: Sequence[Record]) -> None:
    left = list(records)
    while left:
        batch = producer.create_batch()
        taken = 0
        while taken < len(left) and _appended(batch, left[taken]):
            taken += 1
        await (await producer.send_batch(batch, topic, partition=partition))
        left = left[taken:]


def _appended(batch: BatchBuilder, record: Record) -> bool:
    subject = UUID(record.key.decode())
    added = batch.append(timestamp=None, key=key_of(subject), value=record.value, headers=list(record.headers))
    return added is not None


if __name__ == "__main__":
    run(serve)
