"""The relay that one writes first: a page every 100 ms, each row sent and marked before the next."""

import asyncio
import json
from typing import Any

import asyncpg
from aiokafka import AIOKafkaProducer
from chassis.bus.address import BusAddress

TABLE = """
create table naive_outbox (
    id bigint generated always as identity primary key, topic text not null, subject uuid not null,
    headers bytea not null, value bytea not null, published_at timestamptz
)
"""
INDEX = "create index on naive_outbox (id) where published_at is null"
PAGE = "select id, topic, subject, headers, value from naive_outbox where published_at is null order by id limit 100"
MARK = "update naive_outbox set published_at = now() where id = $1"


async def relay_until_empty(connection: "asyncpg.Connection[Any]", address: BusAddress) -> int:
    """Publish all there is; return how many rows that was."""
    count = 0
    async with AIOKafkaProducer(**address.for_clients(), acks="all", enable_idempotence=True) as producer:
        while rows := await connection.fetch(PAGE):
            for row in rows:
                headers = [(name, value.encode()) for name, value in json.loads(row["headers"]).items()]
                key = str(row["subject"]).encode()
                await producer.send_and_wait(row["topic"], row["value"], key=key, headers=headers)
                await connection.execute(MARK, row["id"])
                count += 1
            await asyncio.sleep(0.1)
    return count
