import asyncio
from contextlib import AsyncExitStack, suppress

import pytest
from chassis.ending import GRACE
from chassis.relay.relay import Hook
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .relaying import relaying


@pytest.mark.integration
async def test_one_leads_and_another_takes_over_within_five_seconds(outbox: Outbox, broker: Broker) -> None:
    topic = await broker.topic()
    async with relaying(outbox, broker) as first, relaying(outbox, broker) as second:
        await eventually(lambda: first.leading or second.leading)
        assert not (first.leading and second.leading)
        for number in range(3):
            await outbox.cut_off_the_leader()
            await outbox.add(topic, str(number).encode())
            await eventually(outbox.empty, within=5)
    assert [record.value for record in await broker.records(topic)] == [b"0", b"1", b"2"]


@pytest.mark.integration
async def test_the_leader_hears_what_another_process_committed(outbox: Outbox, broker: Broker) -> None:
    topic = await broker.topic()
    async with relaying(outbox, broker) as leader:
        await eventually(lambda: leader.leading)
        async with relaying(outbox, broker) as standby:
            await outbox.add(topic, b"warm up")
            await eventually(outbox.empty)
            slow = 0
            for number in range(20):
                await outbox.add(topic, str(number).encode())
                standby.wake()
                slow += await outbox.seconds_until_empty() > 0.3
            assert not standby.leading
            assert slow < 3, "without the call, half of them would wait for the poll"


@pytest.mark.integration
async def test_only_the_leader_makes_the_leaders_calls(outbox: Outbox, broker: Broker) -> None:
    calls = [0, 0, 0]

    def hook(place: int) -> Hook:
        async def call() -> float:
            calls[place] += 1
            if calls[place] == 2:
                raise RuntimeError("a call that fails is made again")
            return 0.01

        return call

    async with AsyncExitStack() as stack:
        relays = [await stack.enter_async_context(relaying(outbox, broker, hook(place))) for place in range(3)]
        await eventually(lambda: sum(calls) > 10)
        leading = [relay.leading for relay in relays].index(True)
        assert [count > 0 for count in calls] == [place == leading for place in range(3)]


async def goes_on_for_ever() -> float:
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(3600)
    return await asyncio.sleep(3600, 0)


async def makes_another_error_of_it() -> float:
    try:
        return await asyncio.sleep(3600, 0)
    except asyncio.CancelledError:
        raise OSError("the connection is closed") from None


@pytest.mark.integration
@pytest.mark.parametrize(("hook", "within"), [(makes_another_error_of_it, GRACE), (goes_on_for_ever, 4 * GRACE)])
async def test_a_call_that_does_not_hear_its_end_keeps_nobody_from_leading_again(
    outbox: Outbox, broker: Broker, hook: Hook, within: float
) -> None:
    topic = await broker.topic()
    async with relaying(outbox, broker, hook) as relay:
        await eventually(lambda: relay.leading)
        await asyncio.sleep(0)  # the hook has begun
        await outbox.cut_off_the_leader()
        await outbox.add(topic, b"1")
        await eventually(outbox.empty, within)


@pytest.mark.integration
async def test_a_leader_cut_off_between_publishing_and_deleting_repeats_but_loses_nothing(
    outbox: Outbox, broker: Broker
) -> None:
    topic = await broker.topic()
    async with outbox.pool.acquire() as reader, relaying(outbox, broker), relaying(outbox, broker):
        transaction = reader.transaction()
        await transaction.start()
        # Nothing can be moved to the sent ones while another reads them like this.
        await reader.execute("lock table outbox_sent in exclusive mode")
        await outbox.add(topic, b"1", b"2", b"3")
        await eventually(lambda: broker.records(topic), within=10)
        await outbox.cut_off_the_leader()
        await outbox.add(topic, b"4")
        await transaction.rollback()
        await eventually(outbox.empty, within=10)
    values = [record.value for record in await broker.records(topic)]
    assert values[:3] == [b"1", b"2", b"3"]
    assert values[-4:] == [b"1", b"2", b"3", b"4"]
    assert len(values) >= 7
    assert await outbox.sent() == [b"1", b"2", b"3", b"4"]
