"""From an event in to the event out, while few come: `per_second`, evenly."""

import asyncio
import time
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from contracts.ids import uuid7

from mante.bench.load import Event, event
from mante.bench.servers import Servers
from mante.bench.throughput import given_to
from mante.bench.worker import working

WARM_UP = 100
WARM_UP_PER_SECOND = 50


async def latencies(variant: str, servers: Servers, per_second: float, count: int) -> list[float]:
    """Return the milliseconds that each of `count` events took through a warm `variant`."""
    given = await given_to(variant, servers)
    clients = servers.bus.for_clients()
    async with (
        AIOKafkaConsumer(given.output, **clients) as consumer,
        AIOKafkaProducer(**clients, enable_idempotence=True) as producer,
        working(variant, given),
    ):
        route = Route(consumer, producer, given.input)
        await route.travel(WARM_UP_PER_SECOND, WARM_UP)
        return await route.travel(per_second, count)


class Route:
    """The way through one running worker."""

    def __init__(self, consumer: AIOKafkaConsumer, producer: AIOKafkaProducer, topic: str) -> None:
        """Events go in at `topic` and are met again at the consumer."""
        self._consumer = consumer
        self._producer = producer
        self._topic = topic

    async def travel(self, per_second: float, count: int) -> list[float]:
        """Send `count` events, each for an application of its own, and return the milliseconds of each."""
        events = [event(uuid7(), 1) for _ in range(count)]
        meeting = self._meet({key for key, _, _ in events})
        sent, met = await asyncio.gather(self._send(events, per_second), meeting)
        return [1000 * (met[key] - at) for key, at in sent.items()]

    async def _send(self, events: Sequence[Event], per_second: float) -> dict[bytes, float]:
        sent, loop = {}, asyncio.get_running_loop()
        due = loop.time()
        for key, body, headers in events:
            due += 1 / per_second
            await asyncio.sleep(due - loop.time())
            sent[key] = time.perf_counter()
            await self._producer.send(self._topic, body, key=key, headers=headers)
        return sent

    async def _meet(self, expected: set[bytes]) -> dict[bytes, float]:
        met: dict[bytes, float] = {}
        while len(met) < len(expected):
            record = await self._consumer.getone()
            if record.key in expected:
                met.setdefault(record.key, time.perf_counter())
        return met
