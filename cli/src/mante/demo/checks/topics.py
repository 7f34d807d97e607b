"""Every event on every topic, read as the bus's administrator."""

import json
from dataclasses import dataclass, field
from typing import Any, Self

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from chassis.bus.kafka_consumer import KafkaConsumer

from mante.demo.place import Place

Json = dict[str, Any]
_WAIT_MS = 500


@dataclass(frozen=True)
class Event:
    """One record, the first time it is seen; `sequence` is 0 on what parties send."""

    id: str
    topic: str
    kind: str
    subject: str
    sequence: int
    time: str
    data: Json = field(repr=False)


class Topics:
    """What has been read so far; `read` goes on from there. `republished` counts what came again."""

    def __init__(self, place: Place) -> None:
        self.events: list[Event] = []
        self.republished = 0
        self._place = place
        self._ids: set[tuple[str, str]] = set()
        self._consumer = KafkaConsumer(**place.kafka.login(), enable_auto_commit=False)

    async def __aenter__(self) -> Self:
        try:
            await self._consumer.start()
            partitions = await _partitions(self._place)
            self._consumer.assign(partitions)
            await self._consumer.seek_to_beginning(*partitions)
        except BaseException:
            await self._consumer.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._consumer.stop()

    async def read(self) -> list[Event]:
        """Read to the end of every topic; returns every event so far, each once, in the order of its topic."""
        ends = await self._consumer.end_offsets(self._consumer.assignment())
        while any([await self._consumer.position(partition) < end for partition, end in ends.items()]):
            found = await self._consumer.getmany(timeout_ms=_WAIT_MS)
            for record in (record for records in found.values() for record in records):
                self._take(record)
        return self.events

    def _take(self, record: "ConsumerRecord[bytes, bytes]") -> None:
        event = _event(record)
        if (event.topic, event.id) in self._ids:  # the bus may deliver again; readers know an event by its id
            self.republished += 1
        else:
            self._ids.add((event.topic, event.id))
            self.events.append(event)


async def _partitions(place: Place) -> list[TopicPartition]:
    admin = AIOKafkaAdminClient(**place.kafka.login())
    await admin.start()
    try:
        names = [name for name in await admin.list_topics() if not name.startswith("_")]
        topics = await admin.describe_topics(names)
    finally:
        await admin.close()
    return [TopicPartition(topic["topic"], part["partition"]) for topic in topics for part in topic["partitions"]]


def _event(record: "ConsumerRecord[bytes, bytes]") -> Event:
    headers = {name: value.decode() for name, value in record.headers}
    return Event(
        id=headers["ce_id"],
        topic=record.topic,
        kind=headers["ce_type"].split(".")[1],
        subject=headers["ce_subject"],
        sequence=int(headers.get("ce_sequence", 0)),
        time=headers["ce_time"],
        data=_data(record.value or b"{}"),
    )


def _data(value: bytes) -> Json:
    """Return nothing for what can't be read: on a party's topic anything may lie, and the service keeps it back."""
    try:
        data: Json = json.loads(value)
    except ValueError:
        return {}
    return data
