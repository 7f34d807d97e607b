import asyncio
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
from chassis.bus.consumer import Consumer
from chassis.bus.subscriber import WAIT_MS
from chassis.testing.eventually import eventually
from contracts.catalogue import REVIEW_VERDICTS

from .broker import Broker
from .consuming import Notebook, consuming, group


async def test_records_arrive_in_order_and_once_acknowledged_do_not_come_again(broker: Broker) -> None:
    topic, process, before, after = await broker.topic(), group(), Notebook(), Notebook()
    await broker.put(topic, *[(b"k", str(number).encode(), []) for number in range(20)])
    async with consuming(broker.address, process, before, topic):
        await eventually(lambda: len(before.bodies) == 20, within=15)
    await broker.put(topic, (b"k", b"later", []))
    async with consuming(broker.address, process, after, topic):
        await eventually(lambda: after.bodies, within=15)
    assert before.bodies == [str(number).encode() for number in range(20)]
    assert after.bodies == [b"later"]


@pytest.mark.integration
async def test_a_batch_that_failed_comes_again_whole_before_what_follows(broker: Broker) -> None:
    topic, notebook = await broker.topic(), Notebook(failing=2)
    await broker.put(topic, (b"k", b"1", []), (b"k", b"2", []))
    async with consuming(broker.address, group(), notebook, topic):
        await eventually(lambda: len(notebook.batches) >= 2, within=15)
        await broker.put(topic, (b"k", b"3", []))
        await eventually(lambda: b"3" in notebook.bodies)
        await eventually(lambda: notebook.bodies[-3:] == [b"1", b"2", b"3"])
    assert notebook.batches[0] == notebook.batches[1] == [b"1", b"2"]


@pytest.mark.integration
async def test_a_batch_that_never_ended_comes_again_after_a_restart(broker: Broker) -> None:
    topic, process, begun, again = await broker.topic(), group(), asyncio.Event(), Notebook()
    await broker.put(topic, (b"k", b"1", []))

    class Stuck(Notebook):
        async def handle(self, _: object) -> None:
            begun.set()
            raise asyncio.CancelledError

    async with consuming(broker.address, process, Stuck(), topic):
        async with asyncio.timeout(15):
            await begun.wait()
    async with consuming(broker.address, process, again, topic):
        await eventually(lambda: again.bodies == [b"1"], within=15)


@pytest.mark.integration
async def test_a_quiet_topic_is_heard_at_once(broker: Broker) -> None:
    topic, notebook, loop = await broker.topic(), Notebook(), asyncio.get_running_loop()
    sent: dict[bytes, float] = {}
    async with (
        consuming(broker.address, group(), notebook, topic),
        AIOKafkaProducer(**broker.address.for_clients()) as producer,
    ):
        await producer.send_and_wait(topic, b"warm up")
        await eventually(lambda: notebook.bodies, within=15)
        for number in range(12):
            # Longer than a fetch waits, so that each event comes after an empty one.
            await asyncio.sleep(WAIT_MS / 1000 + 0.1 + 0.02 * (number % 5))
            sent[b"%d" % number] = loop.time()
            await producer.send_and_wait(topic, b"%d" % number)
        await eventually(lambda: len(notebook.heard_at) == 13)
    waits = sorted(notebook.heard_at[body] - at for body, at in sent.items())
    assert waits[-2] < 0.1, f"with a sleep after each empty fetch, each waits for 0.3 s: {waits}"


@pytest.mark.integration
async def test_a_new_partys_topic_is_read_within_seconds_by_a_group_of_its_own(broker: Broker) -> None:
    notebook, process = Notebook(), group()
    names = [REVIEW_VERDICTS.of(f"H{uuid4().hex[:10]}") for _ in range(2)]
    await broker.topic(names[0])
    await broker.put(names[0], (b"k", b"known", []))
    async with consuming(broker.address, process, notebook, ingress=[REVIEW_VERDICTS]):
        await eventually(lambda: b"known" in notebook.bodies, within=15)
        await broker.topic(names[1])
        await broker.put(names[1], (b"k", b"new", []))
        await eventually(lambda: b"new" in notebook.bodies, within=12)
    assert f"{process.name}.ingress" in await broker.groups()


@pytest.mark.integration
async def test_a_new_partys_topic_is_read_within_five_seconds_by_two_instances_and_rebalances_no_service_topic(
    broker: Broker,
) -> None:
    topic, process, notebook = await broker.topic(partitions=2), group(), Notebook()
    families = {"ingress": [REVIEW_VERDICTS]}
    known, new = (REVIEW_VERDICTS.of(f"H{uuid4().hex[:10]}") for _ in range(2))
    await broker.topic(known)
    async with (
        consuming(broker.address, process, notebook, topic, instance="one", **families) as one,
        consuming(broker.address, process, notebook, topic, instance="two", **families) as two,
    ):
        await broker.put(known, (b"k", b"known", []))
        await eventually(lambda: b"known" in notebook.bodies, within=20)
        await eventually(lambda: _shared(one, two), within=20)
        before = _generations(one, two)
        await broker.topic(new)
        await broker.put(new, (b"k", b"new", []))
        await eventually(lambda: b"new" in notebook.bodies, within=5)
        assert _generations(one, two) == before


def _shared(*consumers: Consumer) -> bool:
    """Whether each has a part of the service's topic; one that is still starting has no client of Kafka yet."""
    clients = [consumer._subscribers[0].consumer if consumer._subscribers else None for consumer in consumers]
    return all(client is not None and client.assignment() for client in clients)


def _generations(*consumers: Consumer) -> list[int]:
    """How often the group of the service's topics was rebalanced, as each of its members knows."""
    return [consumer._subscribers[0].consumer._coordinator.generation for consumer in consumers]


@pytest.mark.integration
async def test_partitions_are_shared_and_what_one_leaves_the_other_takes(broker: Broker) -> None:
    topic, process, one, two = await broker.topic(partitions=4), group(), Notebook(), Notebook()
    async with consuming(broker.address, process, one, topic, instance="one"):
        await broker.put(topic, (b"k", b"first", []))
        await eventually(lambda: one.bodies, within=15)
        async with consuming(broker.address, process, two, topic, instance="two"):
            await eventually(lambda: _heard(broker, topic, two), within=20)
        await broker.put(topic, *[(b"%d" % number, b"last %d" % number, []) for number in range(40)])
        await eventually(lambda: len({body for body in one.bodies if body.startswith(b"last")}) == 40, within=20)


async def _heard(broker: Broker, topic: str, notebook: Notebook) -> bool:
    await broker.put(topic, *[(b"%d" % number, b"shared", []) for number in range(20)])
    return bool(notebook.bodies)


@pytest.mark.integration
async def test_a_broker_that_is_away_at_first_is_tried_until_it_is_there(broker: Broker, unused_tcp_port: int) -> None:
    topic, notebook = await broker.topic(), Notebook()
    await broker.put(topic, (b"k", b"1", []))
    async with consuming(broker.behind(unused_tcp_port), group(), notebook, topic):
        await asyncio.sleep(0.5)
        assert notebook.bodies == []
        async with broker.door(unused_tcp_port):
            await eventually(lambda: notebook.bodies == [b"1"], within=15)
