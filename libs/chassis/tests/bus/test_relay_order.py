"""Many writers, some slow to commit, some that give up: nothing is lost, and first publications keep the order."""

import asyncio
import random
from collections import defaultdict
from uuid import UUID, uuid4

import pytest
from chassis.relay import Relay
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .relaying import relaying

WRITERS, SUBJECTS, COMMITS = 24, 40, 60


@pytest.mark.integration
async def test_nothing_is_lost_and_order_is_kept_while_leaders_are_cut_off(outbox: Outbox, broker: Broker) -> None:
    topic = await broker.topic(partitions=4)
    subjects = [uuid4() for _ in range(SUBJECTS)]
    await outbox.pool.execute("create table numbers as select unnest($1::uuid[]) subject, 0 last", subjects)
    async with relaying(outbox, broker) as first, relaying(outbox, broker) as second:
        cutting = asyncio.create_task(_cut_off_leaders(outbox))
        await asyncio.gather(*(_write(outbox, topic, subjects, seed, [first, second]) for seed in range(WRITERS)))
        cutting.cancel()
        await eventually(outbox.empty, within=15)
    committed = dict(await outbox.pool.fetch("select subject, last from numbers"))
    published = defaultdict[UUID, list[int]](list)
    for record in await broker.records(topic):
        published[UUID(record.key.decode())].append(int(record.value))
    for subject, last in committed.items():
        first_seen = list(dict.fromkeys(published[subject]))
        assert first_seen == list(range(1, last + 1))


async def _write(outbox: Outbox, topic: str, subjects: list[UUID], seed: int, relays: list[Relay]) -> None:
    chance = random.Random(seed)
    for _ in range(COMMITS):
        async with outbox.pool.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
            subject = chance.choice(subjects)
            number = await connection.fetchval(
                "update numbers set last = last + 1 where subject = $1 returning last", subject
            )
            await connection.execute(
                "insert into outbox (topic, subject, headers, value) values ($1, $2, '{}', $3)",
                topic, subject, str(number).encode(),
            )  # fmt: skip
            await asyncio.sleep(chance.choices([0, 0.15, 1], [90, 9, 1])[0])
            await (transaction.rollback() if chance.random() < 0.03 else transaction.commit())
        chance.choice(relays).wake()


async def _cut_off_leaders(outbox: Outbox) -> None:
    while True:
        await asyncio.sleep(1.5)
        await outbox.cut_off_the_leader()
