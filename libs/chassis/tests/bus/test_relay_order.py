"""Many writers, some slow to commit, some that give up: nothing is lost, and first publications keep the order."""

import asyncio

import pytest
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .relaying import relaying
from .writing import Writers

COMMITS = 60


@pytest.mark.integration
async def test_nothing_is_lost_and_order_is_kept_while_leaders_are_cut_off(outbox: Outbox, broker: Broker) -> None:
    writers = Writers(outbox, await broker.topic(partitions=4))
    await writers.begin()
    async with relaying(outbox, broker) as first, relaying(outbox, broker) as second:
        cutting = asyncio.create_task(_cut_off_leaders(outbox))
        await writers.write(range(COMMITS), lambda chance: chance.choice([first, second]).wake())
        cutting.cancel()
        await eventually(outbox.empty, within=15)
    await writers.all_came_in_order(broker)


async def _cut_off_leaders(outbox: Outbox) -> None:
    while True:
        await asyncio.sleep(1.5)
        await outbox.cut_off_the_leader()
