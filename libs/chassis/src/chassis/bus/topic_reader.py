"""One topic with one partition, read from many cursors by one consumer, which its readers take in turns."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from chassis.bus.address import BusAddress
from chassis.bus.events import event_of
from chassis.bus.kafka_consumer import KafkaConsumer

ANSWER_WITHIN = 5.0
"""Seconds within which the broker must answer."""
TURN = 0.2
"""Seconds that one reader waits for news before another has a turn."""


@dataclass(frozen=True, slots=True)
class Page:
    """Events as structured CloudEvents, oldest first. `next` is the cursor to go on from."""

    events: Sequence[dict[str, Any]]
    next: int


@dataclass(slots=True)
class TopicReader:
    """`idle_since` is the loop's time at which the last reader went, infinite while there is one."""

    address: BusAddress
    topic: str
    idle_since: float = math.inf
    _readers: int = 0
    _consumer: AIOKafkaConsumer | None = None
    _at: int | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read(self, after: int | None, limit: int, wait: float) -> Page:
        """Return up to `limit` events behind `after`. Raises aiokafka's errors, `OSError` or `TimeoutError`."""
        loop = asyncio.get_running_loop()
        until = loop.time() + wait
        self._readers, self.idle_since = self._readers + 1, math.inf
        try:
            start, end = await self._bounds(after)
            page = Page([], start - 1)
            if start < end:
                page = await self._look(start, limit, ANSWER_WITHIN)
                if not page.events:
                    raise TimeoutError(f"{self.topic}: nothing came, though it ends at {end}")
            while not page.events and (left := until - loop.time()) > 0:
                page = await self._look(start, limit, min(left, TURN))
            return page
        finally:
            self._readers -= 1
            self.idle_since = math.inf if self._readers else loop.time()

    async def close(self) -> None:
        """Leave the broker; the next read comes back."""
        async with self._turn:
            consumer, self._consumer, self._at = self._consumer, None, None
            if consumer is not None:
                await consumer.stop()

    @property
    def _partition(self) -> TopicPartition:
        return TopicPartition(self.topic, 0)

    async def _bounds(self, after: int | None) -> tuple[int, int]:
        """Return where to begin, and where the topic ends now."""
        async with self._turn, asyncio.timeout(ANSWER_WITHIN):
            consumer = await self._ready()
            oldest = (await consumer.beginning_offsets([self._partition]))[self._partition]
            end = (await consumer.end_offsets([self._partition]))[self._partition]
        start = oldest if after is None else after + 1
        return (start if oldest <= start <= end else oldest), end

    async def _look(self, start: int, limit: int, wait: float) -> Page:
        async with self._turn:
            consumer = await self._ready()
            if self._at != start:
                consumer.seek(self._partition, start)
            found = await consumer.getmany(self._partition, timeout_ms=int(wait * 1000), max_records=limit)
            records = found.get(self._partition, [])
            self._at = records[-1].offset + 1 if records else start
        return Page([event_of(record) for record in records], self._at - 1)

    async def _ready(self) -> AIOKafkaConsumer:
        if self._consumer is None:
            consumer = KafkaConsumer(**self.address.for_clients(), auto_offset_reset="earliest")
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    await consumer.start()
            except BaseException:
                await consumer.stop()
                raise
            consumer.assign([self._partition])
            self._consumer = consumer
        return self._consumer
