import pytest
from chassis.relay.relay import POLL
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .relaying import relaying


async def test_an_event_is_published_with_its_headers_and_moved_to_the_sent_ones(
    outbox: Outbox, broker: Broker
) -> None:
    topic = await broker.topic()
    subject = await outbox.add(topic, b"one", b"two")
    async with relaying(outbox, broker):
        await eventually(outbox.empty)
    records = await broker.records(topic)
    assert [record.value for record in records] == [b"one", b"two"]
    assert {record.key for record in records} == {str(subject).encode()}
    assert records[0].headers == (("ce_type", b"test"),)
    assert await outbox.sent() == [b"one", b"two"]


async def test_a_call_brings_an_event_out_long_before_the_poll(outbox: Outbox, broker: Broker) -> None:
    topic = await broker.topic()
    async with relaying(outbox, broker) as relay:
        await outbox.add(topic, b"warm up")
        await eventually(outbox.empty)
        slow = 0
        for number in range(20):
            await outbox.add(topic, str(number).encode())
            relay.wake()
            slow += await outbox.seconds_until_empty() > POLL / 2
        assert slow < 5, "without the call, half of them would wait for the poll"


@pytest.mark.integration
async def test_an_event_goes_where_other_producers_would_put_it(outbox: Outbox, broker: Broker) -> None:
    topic = await broker.topic(partitions=12)
    subjects = [await outbox.add(topic, b"ours") for _ in range(50)]
    async with relaying(outbox, broker):
        await eventually(outbox.empty)
    await broker.put(topic, *[(str(subject).encode(), b"theirs", []) for subject in subjects])
    records = await broker.records(topic)
    ours = {record.key: record.partition for record in records if record.value == b"ours"}
    theirs = {record.key: record.partition for record in records if record.value == b"theirs"}
    assert ours == theirs
    assert len(set(ours.values())) > 6


@pytest.mark.integration
async def test_an_event_is_never_lost_for_its_size_and_holds_up_no_other_topic(outbox: Outbox, broker: Broker) -> None:
    narrow, wide = await broker.topic(max_message_bytes=20_000), await broker.topic()
    await outbox.add(narrow, *[b"x" * 8_000] * 10)
    await outbox.add(narrow, b"x" * 40_000)
    await outbox.add(wide, b"passes")
    async with relaying(outbox, broker):
        await eventually(lambda: outbox.only_waiting(narrow, 1), within=15)
    assert [record.value for record in await broker.records(wide)] == [b"passes"]
    assert len(await broker.records(narrow)) == 10
