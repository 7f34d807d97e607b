"""How far a consumer is behind, as the gauges say."""

import asyncio

from aiokafka import TopicPartition
from chassis.bus.lag import RECORDS, LagGauges

PARTITION = TopicPartition("somewhere", 3)


class Lost:
    """A consumer that knows where its topic ends, and not where it is itself."""

    def assignment(self) -> frozenset[TopicPartition]:
        return frozenset({PARTITION})

    def highwater(self, _: TopicPartition) -> int:
        return 7

    async def position(self, _: TopicPartition) -> int:
        await asyncio.Event().wait()
        return 0


async def test_whoever_does_not_know_where_it_is_is_not_waited_for() -> None:
    async with asyncio.timeout(5):
        await LagGauges("lost").measure(Lost())
    assert RECORDS.labels("lost", *map(str, PARTITION))._value.get() == 0
