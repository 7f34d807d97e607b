"""A consumer that goes deaf is made anew, whatever the reason; one that is busy or has nothing to hear isn't."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest
from aiokafka.errors import GroupCoordinatorNotAvailableError
from chassis.bus import pulse
from chassis.bus.address import BusAddress
from chassis.bus.consumer import Consumer
from chassis.bus.kafka_consumer import KafkaConsumer
from chassis.bus.pulse import MISSED, Pulse, answers
from chassis.bus.subscriber import WAIT_MS, EagerSubscriber
from chassis.testing.eventually import eventually

from .broker import Broker
from .consuming import Notebook, consuming, group

NOWHERE = BusAddress("127.0.0.1:1")


@dataclass
class Listener:
    """A consumer that hears or doesn't."""

    hearing: bool

    def hears(self, _: float) -> bool:
        return self.hearing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[BusAddress]:
    """Note who asked whether the bus answers; it does."""
    asked: list[BusAddress] = []

    async def yes(address: BusAddress) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(pulse, "answers", yes)
    return asked


async def looked(times: int, one: Pulse, *, hearing: bool = False) -> bool:
    for _ in range(times):
        await one.look(Listener(hearing), NOWHERE)  # type: ignore[arg-type]  # all that is asked of it
    return one.lost


async def test_one_that_gives_no_sign_of_life_for_long_is_lost(asked: list[BusAddress]) -> None:
    one = Pulse()
    assert not await looked(MISSED - 1, one)
    assert await looked(1, one)
    assert len(asked) == MISSED


async def test_a_sign_of_life_in_between_begins_the_count_anew(asked: list[BusAddress]) -> None:
    one = Pulse()
    await looked(MISSED - 1, one)
    await looked(1, one, hearing=True)
    assert not await looked(MISSED - 1, one)
    assert len(asked) == 2 * (MISSED - 1)


@pytest.mark.usefixtures("asked")
async def test_what_the_engine_has_in_hand_is_a_sign_of_life_however_long_it_takes() -> None:
    one = Pulse()
    with one.deciding():
        assert not await looked(3 * MISSED, one)
    assert not await looked(MISSED, one)
    assert await looked(1, one)


async def test_a_bus_that_answers_nobody_is_no_fault_of_the_consumers() -> None:
    assert not await looked(3 * MISSED, Pulse())


@pytest.mark.integration
async def test_a_bus_is_asked_by_whoever_may_come_in(broker: Broker) -> None:
    assert await answers(broker.address)
    assert not await answers(replace(broker.address, bootstrap=NOWHERE.bootstrap))


async def lose_the_fetcher(consumer: KafkaConsumer, _: EagerSubscriber) -> None:
    """As in aiokafka's issue 983."""
    consumer._fetcher._fetch_task.cancel()


async def lose_the_map(consumer: KafkaConsumer, _: EagerSubscriber) -> None:
    """As after aiokafka's issue 1038: whoever doesn't find the coordinator asks who has what, and is never answered."""

    async def not_found(*_: object) -> None:
        raise GroupCoordinatorNotAvailableError

    consumer._client._sync_task.cancel()
    consumer._client.coordinator_lookup = not_found
    consumer._coordinator.coordinator_dead()


async def lose_the_coordinator(consumer: KafkaConsumer, _: EagerSubscriber) -> None:
    consumer._coordinator._coordination_task.cancel()


async def lose_the_listener(_: KafkaConsumer, subscriber: EagerSubscriber) -> None:
    for task in subscriber.tasks:
        task.cancel()


@pytest.mark.integration
@pytest.mark.parametrize("lose", [lose_the_fetcher, lose_the_map, lose_the_coordinator, lose_the_listener])
async def test_a_consumer_that_goes_deaf_is_made_anew_and_hears_what_it_missed(
    broker: Broker, monkeypatch: pytest.MonkeyPatch, lose: Callable[[KafkaConsumer, EagerSubscriber], Awaitable[None]]
) -> None:
    monkeypatch.setattr(pulse, "EVERY", 0.6)
    monkeypatch.setattr(pulse, "MISSED", 2)
    topic, notebook = await broker.topic(), Notebook()
    await broker.put(topic, (b"k", b"heard", []))
    async with consuming(broker.address, group(), notebook, topic) as consumer:
        await eventually(lambda: notebook.bodies, within=15)
        subscriber = consumer._subscribers[0]
        heart = subscriber.consumer._coordinator._heartbeat_task
        await lose(subscriber.consumer, subscriber)
        await asyncio.sleep(WAIT_MS / 1000 + 0.1)  # so that what was on its way is there
        await broker.put(topic, (b"k", b"acknowledged by nobody", []))
        await asyncio.sleep(0.1)
        await broker.put(topic, (b"k", b"missed", []))
        await eventually(lambda: b"missed" in notebook.bodies, within=25)
        assert subscriber.consumer is None, "the deaf one was let go"
        assert heart.done(), "and beats no more for a member that is gone"


@pytest.mark.integration
async def test_a_consumer_that_hears_is_left_alone_though_it_has_nothing_to_hear(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "EVERY", 2.0)
    monkeypatch.setattr(pulse, "MISSED", 2)
    topic, process = await broker.topic(), group()
    async with (
        consuming(broker.address, process, Notebook(), topic, instance="one") as one,
        consuming(broker.address, process, Notebook(), topic, instance="two") as two,
    ):
        await eventually(lambda: _generation(one) == _generation(two) > 0, within=20)
        before = [consumer._subscribers[0].consumer for consumer in (one, two)]
        await asyncio.sleep(8)  # four looks
        assert [consumer._subscribers[0].consumer for consumer in (one, two)] == before


def _generation(consumer: Consumer) -> int:
    """Return which of its group's generations a consumer is in; 0 before it is in any, or while it joins another."""
    client = consumer._subscribers[0].consumer if consumer._subscribers else None
    if client is None or client._coordinator is None or client._subscription.reassignment_in_progress:
        return 0
    return int(client._coordinator.generation)
