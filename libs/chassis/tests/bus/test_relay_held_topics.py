import pytest
from aiokafka import TopicPartition
from chassis.relay.held import LONGEST, Held
from chassis.relay.leader import Leader
from chassis.relay.session import open_session
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .relaying import relaying


def test_a_topic_that_fails_again_is_held_for_longer_up_to_a_limit() -> None:
    held = Held()
    pauses = [held.hold("a", now=0) for _ in range(10)]
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == LONGEST
    assert held.current(now=LONGEST - 1) == ["a"]
    assert held.current(now=LONGEST) == []


def test_a_topic_that_works_again_starts_with_a_short_pause() -> None:
    held = Held()
    held.hold("a", now=0)
    held.hold("a", now=1)
    held.release("a")
    assert len(held) == 0
    assert held.hold("a", now=2) == 0.5


@pytest.mark.integration
async def test_a_topic_that_is_missing_holds_up_no_other_and_catches_up_when_made(
    outbox: Outbox, broker: Broker
) -> None:
    there, missing = await broker.topic(), "test.not-there-yet"
    await outbox.add(missing, b"early")
    async with relaying(outbox, broker) as relay:
        for number in range(20):
            await outbox.add(there, str(number).encode())
            relay.wake()
            await eventually(lambda: outbox.only_waiting(missing, 1))
        await broker.topic(missing)
        await eventually(outbox.empty, within=30)
    assert [record.value for record in await broker.records(missing)] == [b"early"]
    assert len(await broker.records(there)) == 20


@pytest.mark.integration
async def test_a_producer_that_cannot_go_on_is_replaced(outbox: Outbox, broker: Broker) -> None:
    topic = await broker.topic()
    session = await open_session(outbox.dsn, "test")
    leader = Leader("test", broker.address, session)
    try:
        await outbox.add(topic, b"1")
        await leader.turn()
        broken = leader._producer
        assert broken is not None
        # As after a broker that lost its tail: it refuses every number that this producer will ever give.
        broken._txn_manager._sequence_numbers[TopicPartition(topic, 0)] += 7
        await outbox.add(topic, b"2", b"3")
        await leader.turn()
        assert await outbox.waiting() == 2
        await eventually(lambda: _turned_empty(leader, outbox))
        assert leader._producer is not broken
    finally:
        await leader.close()
        await session.close()
    assert [record.value for record in await broker.records(topic)] == [b"1", b"2", b"3"]


async def _turned_empty(leader: Leader, outbox: Outbox) -> bool:
    await leader.turn()
    return await outbox.empty()
