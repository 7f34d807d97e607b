"""Writers of the outbox, some slow to commit, some that give up; and whether all they committed came out in order."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from .broker import Broker
from .outbox import Outbox

WRITERS, SUBJECTS = 24, 40


@dataclass(frozen=True)
class Writers:
    """What they write counts from one for each subject, in a table of their own."""

    outbox: Outbox
    topic: str
    subjects: list[UUID] = field(default_factory=lambda: [uuid4() for _ in range(SUBJECTS)])

    async def begin(self) -> None:
        """Make their table."""
        await self.outbox.pool.execute(
            "create table numbers as select unnest($1::uuid[]) subject, 0 last", self.subjects
        )

    async def write(self, rounds: Iterable[object], committed: Callable[[random.Random], None]) -> None:
        """Let all of them write, once in each of `rounds`; `committed` is called after each."""
        await asyncio.gather(*(self._write(seed, rounds, committed) for seed in range(WRITERS)))

    async def _write(self, seed: int, rounds: Iterable[object], committed: Callable[[random.Random], None]) -> None:
        chance = random.Random(seed)
        for _ in rounds:
            async with self.outbox.pool.acquire() as connection:
                transaction = connection.transaction()
                await transaction.start()
                subject = chance.choice(self.subjects)
                number = await connection.fetchval(
                    "update numbers set last = last + 1 where subject = $1 returning last", subject
                )
                await connection.execute(
                    "insert into outbox (topic, subject, headers, value) values ($1, $2, '{}', $3)",
                    self.topic, subject, str(number).encode(),
                )  # fmt: skip
                await asyncio.sleep(chance.choices([0, 0.15, 1], [90, 9, 1])[0])
                await (transaction.rollback() if chance.random() < 0.03 else transaction.commit())
            committed(chance)

    async def all_came_in_order(self, broker: Broker) -> int:
        """Hold that each number came, and first came after the one before it; return how many came again."""
        committed = dict(await self.outbox.pool.fetch("select subject, last from numbers"))
        published = defaultdict[UUID, list[int]](list)
        for record in await broker.records(self.topic):
            published[UUID(record.key.decode())].append(int(record.value))
        for subject, last in committed.items():
            assert list(dict.fromkeys(published[subject])) == list(range(1, last + 1))
        return sum(len(numbers) - len(set(numbers)) for numbers in published.values())
