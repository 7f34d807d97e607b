"""A consumer that is stopped has left wholly, wherever it was; aiokafka's own doesn't, now and then."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from chassis.bus.kafka_consumer import KafkaConsumer

from .broker import Broker


@dataclass
class Part:
    """A part of a consumer that ends as `close` does, and notes that it was asked to."""

    name: str
    log: list[str]
    end: Awaitable[None] | None = None

    async def close(self) -> None:
        self.log.append(self.name)
        if self.end is not None:
            await self.end


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
async def consumer(log: list[str]) -> KafkaConsumer:
    """A consumer that was never connected, of parts that note when they are closed."""
    consumer = KafkaConsumer()
    consumer._coordinator, consumer._fetcher, consumer._client = (Part(name, log) for name in ("c", "f", "net"))
    return consumer


async def cancelled() -> None:
    """Wait for a task that was cancelled before it began, as aiokafka does."""
    task = asyncio.create_task(asyncio.sleep(1))
    task.cancel()
    await task


@pytest.mark.parametrize("part", ["_coordinator", "_fetcher"])
async def test_a_part_that_dies_of_what_it_ends_keeps_no_other_from_its_end(
    consumer: KafkaConsumer, log: list[str], part: str
) -> None:
    getattr(consumer, part).end = cancelled()
    await consumer.stop()
    await consumer.stop()
    assert log == ["c", "f", "net"]


async def test_a_failure_comes_out_after_all_is_closed(consumer: KafkaConsumer, log: list[str]) -> None:
    async def fails() -> None:
        raise OSError

    consumer._coordinator.end = fails()
    with pytest.raises(OSError):  # noqa: PT011 - the very one
        await consumer.stop()
    assert log == ["c", "f", "net"]


async def test_whoever_stops_it_can_be_cancelled(consumer: KafkaConsumer, log: list[str]) -> None:
    consumer._coordinator.end = asyncio.sleep(60)
    stopping = asyncio.create_task(consumer.stop())
    await asyncio.sleep(0.01)
    stopping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stopping
    assert log == ["c", "f", "net"]


@pytest.mark.integration
async def test_one_that_is_stopped_as_soon_as_it_is_started_has_left(broker: Broker) -> None:
    given: dict[str, Any] = broker.address.for_clients()
    theirs, ours = AIOKafkaConsumer(**given), KafkaConsumer(**given)
    await theirs.start()
    with pytest.raises(asyncio.CancelledError):  # once this passes by, ours is not needed any more
        await theirs.stop()
    await theirs._fetcher.close()
    await theirs._client.close()
    await ours.start()
    await ours.stop()
    assert not any(connection.connected() for connection in ours._client._conns.values())
