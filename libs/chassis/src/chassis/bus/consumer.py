"""Kafka in: batches of records to the engine, acknowledged only when it has committed them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import IllegalStateError, KafkaError
from contracts.catalogue import Topic
from faststream.kafka import KafkaBroker
from prometheus_client import Counter

from chassis.bus import pulse
from chassis.bus.address import BusAddress
from chassis.bus.families import pattern_of
from chassis.bus.fetching import Records
from chassis.bus.lag import LagGauges
from chassis.bus.records import messages_of
from chassis.bus.subscriber import EagerSubscriber, subscribe
from chassis.ending import GRACE, end
from chassis.failpoints import Point, reach
from chassis.message import Message
from chassis.process import Process

Handle = Callable[[Sequence[Message]], Awaitable[None]]
METADATA_MS = 2_000
"""How old the list of topics may be: a new party's is read within five seconds, of which a rebalance takes its part."""
LONGEST_BACK_OFF = 5.0
DEAF = Counter("mante_consumer_deaf", "Consumers that heard nothing any more and were made anew", ("service",))
_log = structlog.get_logger()


@dataclass(slots=True)
class Consumer:
    """The Kafka side of one instance of a service.

    `topics` are read by the group named for the process. `ingress` are the families of parties' topics, read by a group
    of their own, `<process>.ingress`, so that a new party's topic rebalances nothing else. `instance` is the
    static member id: the same across restarts, different in each instance.
    """

    address: BusAddress
    process: Process[Any]
    handle: Handle
    topics: Sequence[str]
    ingress: Sequence[Topic]
    instance: str
    _broker: KafkaBroker | None = None
    _subscribers: list[EagerSubscriber] = field(default_factory=list)
    _running: asyncio.Task[None] | None = None
    _lag: LagGauges = field(init=False)
    _pulses: defaultdict[AIOKafkaConsumer, pulse.Pulse] = field(default_factory=lambda: defaultdict(pulse.Pulse))
    _pause: float = 0.0

    def __post_init__(self) -> None:
        """Name the gauges after the service."""
        self._lag = LagGauges(self.process.name)

    async def start(self) -> None:
        """Begin to connect and return at once. A broker that is away is tried again, for ever."""
        self._running = asyncio.create_task(self._run(), name="bus-consumer")

    async def stop(self) -> None:
        """Let the batch at hand end, then leave. What was not acknowledged comes again."""
        if self._running is not None:
            await end(self._running)
        await self._leave()

    async def _run(self) -> None:
        while True:
            await self._join()
            await self._attend()
            _log.error("bus.deaf")
            DEAF.labels(self.process.name).inc()
            await self._leave()

    async def _join(self) -> None:
        pause = 0.1
        while not await self._joined():
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_BACK_OFF)

    async def _attend(self) -> None:
        """Look after the consumers, until one hears nothing any more."""
        while not any(one.lost for one in self._pulses.values()):
            await asyncio.sleep(pulse.EVERY)
            for consumer in [one.consumer for one in self._subscribers if one.consumer is not None]:
                await self._lag.measure(consumer)
                await self._pulses[consumer].look(consumer, self.address)

    async def _joined(self) -> bool:
        self._broker, self._subscribers = self._declare()
        try:
            await self._broker.start()
        except (KafkaError, OSError) as away:
            _log.warning("bus.away", reason=repr(away))
            await self._leave()
            return False
        _log.info("bus.joined", topics=list(self.topics), ingress=[topic.name for topic in self.ingress])
        return True

    def _declare(self) -> tuple[KafkaBroker, list[EagerSubscriber]]:
        broker = KafkaBroker(
            self.address.servers,
            security=self.address.for_faststream(),
            client_id=self.instance,
            consumer_only=True,
            graceful_timeout=GRACE,
            metadata_max_age_ms=METADATA_MS,
            apply_types=False,
            logger=logging.getLogger("chassis.bus"),
            log_level=logging.DEBUG,
        )
        name, found = self.process.name, []
        if self.topics:
            found.append(subscribe(broker, self._take, *self.topics, group=name, instance=self.instance))
        if self.ingress:
            pattern = "|".join(pattern_of(topic) for topic in self.ingress)
            found.append(
                subscribe(broker, self._take, group=f"{name}.ingress", instance=self.instance, pattern=pattern)
            )
        return broker, found

    async def _leave(self) -> None:
        broker, self._broker, self._subscribers = self._broker, None, []
        self._pulses.clear()
        if broker is not None:
            await broker.stop()

    async def _take(self, records: Records, consumer: AIOKafkaConsumer) -> None:
        try:
            with self._pulses[consumer].deciding():
                await self.handle(messages_of(records, self.process))
        except Exception:  # noqa: BLE001
            # The engine raises for no data and no outage, so this is a defect. Nothing may be passed over for it.
            _log.exception("batch.failed", size=len(records))
            await self._again(records, consumer)
            return
        self._pause = 0.0
        self._lag.note(records)
        reach(Point.HANDLED)
        await _acknowledge(consumer)
        reach(Point.ACKNOWLEDGED)

    async def _again(self, records: Records, consumer: AIOKafkaConsumer) -> None:
        """Go back to the first of `records` in each partition that is still ours, and wait a little."""
        for record in reversed(records):
            partition = TopicPartition(record.topic, record.partition)
            if partition in consumer.assignment():
                consumer.seek(partition, record.offset)
        self._pause = min(max(self._pause * 2, 0.1), LONGEST_BACK_OFF)
        await asyncio.sleep(self._pause)


async def _acknowledge(consumer: AIOKafkaConsumer) -> None:
    try:
        await consumer.commit()
    except (KafkaError, IllegalStateError) as lost:
        # The partitions went to another member meanwhile, or the broker is away. What comes again is dropped as seen.
        _log.info("batch.unacknowledged", reason=repr(lost))
