"""A broker as a test sees it: topics of its own, what lies on them, and records put there by hand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from chassis.bus.address import BusAddress


@dataclass(frozen=True)
class Broker:
    address: BusAddress

    async def topic(self, name: str = "", partitions: int = 1, max_message_bytes: int = 1_000_000) -> str:
        """Make a topic; without a name, one of this test's own."""
        name, limits = name or f"test.{uuid4().hex}", {"max.message.bytes": str(max_message_bytes)}
        admin = AIOKafkaAdminClient(**self.address.for_clients())
        await admin.start()
        try:
            await admin.create_topics([NewTopic(name, partitions, 1, topic_configs=limits)])
        finally:
            await admin.close()
        return name

    async def forget(self, *topics: str) -> None:
        admin = AIOKafkaAdminClient(**self.address.for_clients())
        await admin.start()
        try:
            await admin.delete_topics(list(topics))
        finally:
            await admin.close()

    async def records(self, *topics: str) -> list["ConsumerRecord[Any, Any]"]:
        """Return all that lies on `topics` now, in order within each partition."""
        consumer = AIOKafkaConsumer(**self.address.for_clients(), auto_offset_reset="earliest")
        await consumer.start()
        try:
            return [record for topic in topics for record in await _drain(consumer, topic)]
        finally:
            await consumer.stop()

    async def groups(self) -> list[str]:
        """Return the consumer groups that the broker knows."""
        admin = AIOKafkaAdminClient(**self.address.for_clients())
        await admin.start()
        try:
            return [name for name, *_ in await admin.list_consumer_groups()]
        finally:
            await admin.close()

    def behind(self, port: int) -> BusAddress:
        """Return the broker's address behind the door at `port`."""
        return replace(self.address, bootstrap=f"127.0.0.1:{port}")

    @asynccontextmanager
    async def door(self, port: int) -> AsyncIterator[None]:
        """Let clients in at `port`, for as long as it is open."""
        host, own_port = self.address.bootstrap.split(":")

        async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            inner_reader, inner_writer = await asyncio.open_connection(host, int(own_port))
            await asyncio.gather(_pipe(reader, inner_writer), _pipe(inner_reader, writer))

        async with await asyncio.start_server(pass_on, "127.0.0.1", port):
            yield

    async def put(self, topic: str, *records: tuple[bytes | None, bytes | None, Sequence[tuple[str, bytes]]]) -> None:
        """Write (key, value, headers) to `topic`."""
        async with AIOKafkaProducer(**self.address.for_clients(), enable_idempotence=True) as producer:
            for key, value, headers in records:
                await producer.send_and_wait(topic, value, key=key, headers=list(headers))


async def _drain(consumer: AIOKafkaConsumer, topic: str) -> list["ConsumerRecord[Any, Any]"]:
    await consumer._client._wait_on_metadata(topic)
    partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
    ends = await consumer.end_offsets(partitions)
    consumer.assign(partitions)
    found: list[ConsumerRecord[Any, Any]] = []
    for partition, end in ends.items():
        await consumer.seek_to_beginning(partition)
        while await consumer.position(partition) < end:
            for records in (await consumer.getmany(partition, timeout_ms=1000)).values():
                found += records
    return found


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
    writer.close()
