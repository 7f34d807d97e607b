"""How far a consumer is behind, in records and in seconds."""

import asyncio
import time

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import IllegalStateError, KafkaError
from prometheus_client import Gauge

from chassis.bus.fetching import Records

A_MOMENT = 0.1
LABELS = ("service", "topic", "partition")
RECORDS = Gauge("mante_consumer_lag_records", "Records on the topic that were not yet taken", LABELS)
SECONDS = Gauge("mante_consumer_lag_seconds", "Age of the last record taken, while there are more; else 0", LABELS)


def seconds_behind(service: str) -> dict[str, float]:
    """Return how far this instance is behind on each topic, in seconds: the worst of its partitions."""
    worst: dict[str, float] = {}
    for metric in SECONDS.collect():
        for sample in metric.samples:
            if sample.labels["service"] == service:
                worst[sample.labels["topic"]] = max(worst.get(sample.labels["topic"], 0.0), sample.value)
    return worst


class LagGauges:
    """The gauges of one service. A partition that went to another instance reads 0 here."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._taken: dict[TopicPartition, int] = {}
        self._known: set[TopicPartition] = set()

    def note(self, records: Records) -> None:
        """Remember when the last of `records` in each partition was written."""
        for record in records:
            self._taken[TopicPartition(record.topic, record.partition)] = record.timestamp

    async def measure(self, consumer: AIOKafkaConsumer) -> None:
        """Set the gauges from what the consumer knows; asks the broker for nothing."""
        held = consumer.assignment()
        self._known |= held
        for partition in held:
            self._show(partition, await _behind(consumer, partition))
        topics = {partition.topic for partition in held}
        for partition in self._known - held:
            if partition.topic in topics:
                self._show(partition, 0)

    def _show(self, partition: TopicPartition, behind: int) -> None:
        labels = (self._service, partition.topic, str(partition.partition))
        RECORDS.labels(*labels).set(behind)
        now = time.time()
        since = self._taken.setdefault(partition, int(now * 1000))
        SECONDS.labels(*labels).set(max(0.0, now - since / 1000) if behind else 0.0)


async def _behind(consumer: AIOKafkaConsumer, partition: TopicPartition) -> int:
    end = consumer.highwater(partition)
    if end is None:
        return 0
    try:
        async with asyncio.timeout(A_MOMENT):  # one that doesn't know where it is waits for that, maybe for ever
            return max(0, int(end) - int(await consumer.position(partition)))
    except (KafkaError, IllegalStateError, TimeoutError):
        return 0
