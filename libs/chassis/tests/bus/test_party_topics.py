import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from chassis.bus.party_topics import BusAway, PartyTopics

from .broker import Broker
from .given import DOSSIER, headers


@pytest.fixture
async def reading(broker: Broker) -> AsyncIterator[PartyTopics]:
    topics = PartyTopics(broker.address)
    yield topics
    await topics.close()


async def put(broker: Broker, topic: str, *numbers: int) -> None:
    await broker.put(topic, *[(b"k", DOSSIER, headers(ce_sequence=str(number))) for number in numbers])


def numbers_of(events: object) -> list[int]:
    assert isinstance(events, list)
    return [int(event["sequence"]) for event in events]


async def test_a_party_reads_on_from_its_cursor_page_by_page(broker: Broker, reading: PartyTopics) -> None:
    topic = await broker.topic()
    await put(broker, topic, 1, 2, 3, 4, 5)
    first = await reading.read(topic, None, limit=3, wait=0)
    second = await reading.read(topic, first.next, limit=3, wait=0)
    third = await reading.read(topic, second.next, limit=3, wait=0)
    assert numbers_of(first.events) == [1, 2, 3]
    assert numbers_of(second.events) == [4, 5]
    assert (third.events, third.next) == ([], second.next)


async def test_an_event_reads_as_a_structured_cloudevent(broker: Broker, reading: PartyTopics) -> None:
    topic = await broker.topic()
    await put(broker, topic, 1)
    event = (await reading.read(topic, None, limit=1, wait=0)).events[0]
    assert event["specversion"] == "1.0"
    assert event["type"] == "mante.DossierCompleted.v1"
    assert event["datacontenttype"] == "application/json"
    assert event["data"]["accepted"] == []


@pytest.mark.integration
async def test_a_party_that_waits_hears_at_once(broker: Broker, reading: PartyTopics) -> None:
    topic = await broker.topic()
    empty = await reading.read(topic, None, limit=10, wait=0.1)
    assert (empty.events, empty.next) == ([], -1)
    waiting = asyncio.create_task(reading.read(topic, empty.next, limit=10, wait=20))
    other = asyncio.create_task(reading.read(topic, None, limit=10, wait=20))
    await asyncio.sleep(0.5)
    await put(broker, topic, 1)
    began = asyncio.get_running_loop().time()
    assert numbers_of((await waiting).events) == numbers_of((await other).events) == [1]
    assert asyncio.get_running_loop().time() - began < 1


@pytest.mark.integration
async def test_readers_of_one_topic_go_on_each_from_its_own_cursor(broker: Broker, reading: PartyTopics) -> None:
    topic = await broker.topic()
    await put(broker, topic, *range(1, 21))
    pages = await asyncio.gather(*(reading.read(topic, after, limit=5, wait=1) for after in range(-1, 15)))
    for after, page in zip(range(-1, 15), pages, strict=True):
        assert numbers_of(page.events) == [after + 2 + more for more in range(5)]


@pytest.mark.integration
async def test_a_cursor_from_a_topic_that_was_made_anew_starts_over(broker: Broker, reading: PartyTopics) -> None:
    topic = await broker.topic()
    await put(broker, topic, 1, 2)
    assert numbers_of((await reading.read(topic, 900, limit=10, wait=0)).events) == [1, 2]


@pytest.mark.integration
async def test_a_party_that_gave_up_leaves_no_hole_for_the_next(broker: Broker, reading: PartyTopics) -> None:
    topic = await broker.topic()
    await put(broker, topic, 1)
    gone = asyncio.create_task(reading.read(topic, 0, limit=10, wait=20))
    await asyncio.sleep(0.3)
    gone.cancel()
    await put(broker, topic, 2)
    assert numbers_of((await reading.read(topic, None, limit=10, wait=1)).events) == [1, 2]


@pytest.mark.integration
async def test_a_broker_that_is_away_is_told_of_and_found_again(broker: Broker, unused_tcp_port: int) -> None:
    topic = await broker.topic()
    await put(broker, topic, 1)
    reading = PartyTopics(broker.behind(unused_tcp_port))
    with pytest.raises(BusAway):
        await reading.read(topic, None, limit=10, wait=0)
    async with broker.door(unused_tcp_port):
        assert numbers_of((await reading.read(topic, None, limit=10, wait=0)).events) == [1]
    await reading.close()


@pytest.mark.integration
async def test_a_topic_that_does_not_exist_is_told_of(broker: Broker) -> None:
    reading = PartyTopics(replace(broker.address))
    with pytest.raises(BusAway):
        await reading.read("review.tasks.H00000000000.v1", None, limit=10, wait=0)
    await reading.close()
