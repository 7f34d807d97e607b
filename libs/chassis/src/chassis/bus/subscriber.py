"""FastStream's batch subscriber with another fetch, and with records left as they lie on the topic."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, cast

from aiokafka import AIOKafkaConsumer
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage
from faststream.kafka.subscriber.usecase import BatchSubscriber

from chassis.bus.fetching import Records, fetch
from chassis.bus.kafka_consumer import KafkaConsumer

BATCH = 1_000
WAIT_MS = 500
SESSION_MS = 6_000
HEARTBEAT_MS = 2_000


class EagerSubscriber(BatchSubscriber):
    """A batch subscriber that listens again at once after an empty fetch (docs/adr/0002)."""

    __slots__ = ()

    @property
    def builder(self) -> Callable[..., AIOKafkaConsumer]:
        """What makes the consumer, with FastStream's options."""
        return partial(KafkaConsumer, **cast("partial[AIOKafkaConsumer]", super().builder).keywords)

    async def get_msg(self, consumer: AIOKafkaConsumer) -> Records:
        """Return the next records; none if none come within `WAIT_MS`."""
        return await fetch(consumer, WAIT_MS, BATCH)

    async def _ensure_topics(self) -> None:
        """Make nothing: topics are made by `mante topics apply`."""


def subscribe(
    broker: KafkaBroker,
    take: Callable[[Records, AIOKafkaConsumer], Awaitable[None]],
    *topics: str,
    group: str,
    instance: str,
    pattern: str | None = None,
) -> EagerSubscriber:
    """Give all records of `topics`, or of the topics that match `pattern`, to `take` in batches, group by group.

    `take` acknowledges, on the consumer that it is given: nothing is committed otherwise.
    """
    declared = broker.subscriber(
        *topics,
        pattern=pattern,
        batch=True,
        max_records=BATCH,
        batch_timeout_ms=WAIT_MS,
        group_id=group,
        group_instance_id=instance,
        session_timeout_ms=SESSION_MS,
        heartbeat_interval_ms=HEARTBEAT_MS,
        auto_offset_reset="earliest",
        ack_policy=AckPolicy.MANUAL,
        no_reply=True,
        parser=_as_it_lies,
        decoder=_undecoded,
    )
    # FastStream takes no subscriber class of one's own. Ours adds no attribute, so the declared one may become it.
    declared.__class__ = EagerSubscriber
    eager = cast("EagerSubscriber", declared)

    @eager
    async def take_records(records: Records) -> None:
        # While a batch is being taken the subscriber runs, so it has its consumer.
        await take(records, cast("AIOKafkaConsumer", eager.consumer))

    return eager


async def _as_it_lies(records: Records) -> KafkaAckableMessage:
    # FastStream's own parser decodes headers as text and fails for the whole batch where one isn't.
    return KafkaAckableMessage(raw_message=records, body=b"", consumer=cast("Any", None))


async def _undecoded(message: KafkaAckableMessage) -> Records:
    return cast("Records", message.raw_message)
