"""Publishing rows of the outbox to one topic: whole batches, one at a time per partition, in the order of their ids."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError, ProducerClosed, RecordListTooLargeError
from aiokafka.producer.message_accumulator import BatchBuilder

from chassis.bus.address import BusAddress
from chassis.bus.patience import patient
from chassis.relay.outbox import Row
from chassis.relay.partitioning import key_of, partition_of

BATCH_BYTES = 120 * 1024
"""A little under 128 kB, which is as much as a broker of ours takes at once."""
REQUEST_MS = 10_000
METADATA_MS = 60_000
CLOSING = 2.0


@dataclass(slots=True)
class Attempt:
    """What became of some rows of one topic: the ids that the broker has, and what went wrong with the rest.

    `unhealed` is set where the producer itself can't go on: its numbering may now differ from the broker's.
    """

    topic: str
    sent: list[int] = field(default_factory=list)
    error: Exception | None = None
    unhealed: bool = False

    @property
    def too_large(self) -> bool:
        """Say whether the broker takes no batches of this size on this topic."""
        return isinstance(self.error, MessageSizeTooLargeError | RecordListTooLargeError)


async def open_producer(address: BusAddress, client_id: str) -> AIOKafkaProducer:
    """Return a started idempotent producer. Raises `KafkaError` or `TimeoutError` when the broker is away."""
    producer = AIOKafkaProducer(
        **address.for_clients(),
        client_id=client_id,
        enable_idempotence=True,
        acks="all",
        max_batch_size=BATCH_BYTES,
        max_request_size=2 * BATCH_BYTES,
        request_timeout_ms=REQUEST_MS,
        metadata_max_age_ms=METADATA_MS,
    )
    try:
        async with asyncio.timeout(REQUEST_MS / 1000):
            await producer.start()
    except BaseException:
        await producer.stop()
        raise
    patient(producer)
    return producer


async def close_producer(producer: AIOKafkaProducer) -> None:
    """Close, waiting `CLOSING` seconds for what is on its way; the rest is published again by whoever comes next."""
    try:
        async with asyncio.timeout(CLOSING):
            await producer.flush()
    except TimeoutError:
        # An idempotent producer never gives up, and has no public way to make it.
        producer._message_accumulator.fail_all(ProducerClosed())  # noqa: SLF001
    await producer.stop()


async def publish(producer: AIOKafkaProducer, topic: str, rows: Sequence[Row], most: int = BATCH_BYTES) -> Attempt:
    """Publish `rows` of `topic` in batches of up to about `most` bytes; never raises a Kafka error, returns it."""
    attempt = Attempt(topic)
    try:
        count = len(await producer.partitions_for(topic))
    except KafkaError as error:
        attempt.error = error
        return attempt
    lanes: dict[int, list[Row]] = {}
    for row in rows:
        lanes.setdefault(partition_of(row["subject"], count), []).append(row)
    await asyncio.gather(*(_lane(producer, attempt, partition, lane, most) for partition, lane in lanes.items()))
    return attempt


async def _lane(producer: AIOKafkaProducer, attempt: Attempt, partition: int, rows: Sequence[Row], most: int) -> None:
    """Publish to one partition. A batch waits for the one before it: what follows a failure must not overtake it."""
    start = 0
    while start < len(rows):
        batch = producer.create_batch()
        end = start
        while end < len(rows) and (end == start or batch.size() < most) and _append(batch, rows[end]):
            end += 1
        try:
            await (await producer.send_batch(batch, attempt.topic, partition=partition))
        except KafkaError as error:
            attempt.error = error
            attempt.unhealed = not isinstance(error, ProducerClosed)
            return
        attempt.sent.extend(row["id"] for row in rows[start:end])
        start = end


def _append(batch: BatchBuilder, row: Row) -> bool:
    headers = [(name, value.encode()) for name, value in orjson.loads(row["headers"]).items()]
    added = batch.append(timestamp=None, key=key_of(row["subject"]), value=row["value"], headers=headers)
    return added is not None
