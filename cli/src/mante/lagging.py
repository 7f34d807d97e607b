"""How far everybody who reads from Kafka is behind: seen on Kafka itself, so that a reader that is down shows, too."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import (
    CorruptRecordException,
    GroupCoordinatorNotAvailableError,
    GroupLoadInProgressError,
    KafkaError,
    NotCoordinatorForGroupError,
    UnsupportedCodecError,
)
from chassis.bus.families import member
from chassis.bus.kafka_consumer import KafkaConsumer
from contracts.catalogue import TOPICS, Topic
from contracts.parties import SERVICES

WAIT_MS = 2_000
AWAY = (KafkaError, OSError, TimeoutError)
UNREADABLE = (CorruptRecordException, UnsupportedCodecError)
SETTLING = (GroupCoordinatorNotAvailableError, GroupLoadInProgressError, NotCoordinatorForGroupError)
SETTLED_WITHIN, AGAIN_AFTER = 10.0, 0.2
"""Seconds that a Kafka which has just begun is given to know who keeps a group's offsets, and from try to try."""
Offsets = Mapping[TopicPartition, int]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Behind:
    """A group on a topic: how many records it has not taken, and how long ago the first of these was written.

    `reader` is a service or a party; `party` whose topic it is, if it is one's. Fewer `records` than none: the topic
    ends before what was taken, for Kafka lost the rest.
    """

    reader: str
    party: str | None
    topic: str
    records: int
    seconds: float


class Bus:
    """Kafka as its administrator sees it. `async with` connects; everything raises one of `AWAY` while it is away."""

    def __init__(self, login: Mapping[str, Any]) -> None:
        self._login = login
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            self._admin = AIOKafkaAdminClient(**self._login)
            stack.push_async_callback(self._admin.close)
            await self._admin.start()
            self._consumer = KafkaConsumer(**self._login, enable_auto_commit=False)
            stack.push_async_callback(self._consumer.stop)
            await self._consumer.start()
            self._open = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def behind(self) -> list[Behind]:
        """Return every service on each topic that it is to read, and every party's group on what it reads of ours."""
        partitions = await self._partitions()
        first, end = [await of(partitions) for of in (self._consumer.beginning_offsets, self._consumer.end_offsets)]
        found = []
        for group in sorted(await self._groups()):
            expected = {one: first[one] for one in partitions if _is_to_read(group, one.topic)}
            read = {**expected, **await taken(self._admin, group)}
            ours = {one: max(at, first[one]) for one, at in read.items() if one in end}
            for topic in sorted({one.topic for one in ours}):
                places = {one: at for one, at in ours.items() if one.topic == topic}
                found.append(await self._of(group, topic, places, end))
        return found

    async def _partitions(self) -> list[TopicPartition]:
        names = [name for name in await self._admin.list_topics() if member(name)]
        topics = await self._admin.describe_topics(sorted(names))
        return [TopicPartition(one["topic"], part["partition"]) for one in topics for part in one["partitions"]]

    async def _groups(self) -> frozenset[str]:
        return GROUPS | {str(name) for name, *_ in await _settled(self._admin.list_consumer_groups)}

    async def _of(self, group: str, topic: str, places: Offsets, end: Offsets) -> Behind:
        missing = {one: end[one] - at for one, at in places.items()}
        written = [await self._written(one, places[one], end[one]) for one, records in missing.items() if records > 0]
        behind, ahead = sum(max(0, many) for many in missing.values()), sum(min(0, many) for many in missing.values())
        since, party = min(written, default=None), member(topic)
        seconds = 0.0 if since is None else max(0.0, time.time() - since)
        return Behind(group.partition(".")[0], party and party.party, topic, behind or ahead, round(seconds, 1))

    async def _written(self, partition: TopicPartition, at: int, end: int) -> float:
        """Return when the first record from `at` on was written that can be read."""
        self._consumer.assign([partition])
        for offset in range(at, end):
            self._consumer.seek(partition, offset)
            try:
                (record,) = await self._next(partition)
            except Exception as error:  # whatever the parser raises at what anybody wrote
                if isinstance(error, AWAY) and not isinstance(error, UNREADABLE):
                    raise
            else:
                return float(record.timestamp / 1000)
        return time.time()

    async def _next(self, partition: TopicPartition) -> "list[ConsumerRecord[bytes, bytes]]":
        found = await self._consumer.getmany(partition, timeout_ms=WAIT_MS, max_records=1)
        if not found:
            raise TimeoutError(f"{partition.topic} has more records, and they don't come")
        return list(found[partition])


async def taken(admin: AIOKafkaAdminClient, group: str) -> Offsets:
    """How far a group has acknowledged, where it has."""
    offsets = await _settled(lambda: admin.list_consumer_group_offsets(group))
    return {partition: at.offset for partition, at in offsets.items() if at.offset >= 0}


async def _settled(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask again while Kafka finds out who keeps the groups: the first question of all has it make the topic for it."""
    until = time.monotonic() + SETTLED_WITHIN
    while True:
        try:
            return await ask()
        except SETTLING:
            if time.monotonic() > until:
                raise
        await asyncio.sleep(AGAIN_AFTER)


def groups_of(topic: Topic) -> set[str]:
    """The groups of services that are to read a topic; those of a party's requests are of their own."""
    return {f"{reader}.ingress" if topic.ingress else reader for reader in topic.consumers if reader in SERVICES}


GROUPS = frozenset().union(*map(groups_of, TOPICS))
"""Every group of a service."""


def _is_to_read(group: str, topic: str) -> bool:
    family = member(topic)
    return family is not None and group in groups_of(family.topic)
