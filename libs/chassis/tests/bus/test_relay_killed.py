"""The process that leads is killed between publishing and deleting, twenty times, while many write."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from chassis.failpoints import Point, name_of
from chassis.testing.eventually import eventually

from .broker import Broker
from .outbox import Outbox
from .writing import Writers

TIMES, INSTANCES = 20, 3
POINT = name_of("test", Point.PUBLISHED)
LEADER = """
select split_part(application_name, ' ', 1) from pg_locks join pg_stat_activity using (pid)
where locktype = 'advisory' and granted and datname = current_database()
"""


@dataclass
class Instances:
    """Processes that relay one outbox, by name."""

    outbox: Outbox
    broker: Broker
    folder: Path
    running: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)

    async def begin(self, name: str) -> None:
        address, script = self.broker.address, Path(__file__).with_name("relay_process.py")
        told = (self.outbox.dsn, address.bootstrap, address.user, address.password.get_secret_value())
        self.running[name] = await asyncio.create_subprocess_exec(
            *(sys.executable, script, name, self.folder, *told), stdout=asyncio.subprocess.DEVNULL
        )

    async def leader(self) -> str:
        """Return who leads, as soon as one of those that run does: Postgres holds a dead one's lock for a moment."""
        names: list[str] = []

        async def leads() -> bool:
            names[:] = [row[0] for row in await self.outbox.pool.fetch(LEADER) if row[0] in self.running]
            return bool(names)

        assert await eventually(leads, within=15)
        (name,) = names
        return name

    async def kill_the_leader_as_it_publishes(self) -> None:
        """Arm the point, and hold that it was the leader who came by and is gone."""
        leader = self.running.pop(await self.leader())
        (self.folder / POINT).write_text("kill")
        async with asyncio.timeout(15):
            await leader.wait()
        (hit,) = self.folder.glob(f"{POINT}.*.hit")
        assert hit.name == f"{POINT}.{leader.pid}.hit"
        hit.unlink()


@pytest.fixture
async def instances(outbox: Outbox, broker: Broker, tmp_path: Path) -> AsyncIterator[Instances]:
    found = Instances(outbox, broker, tmp_path)
    for number in range(INSTANCES):
        await found.begin(f"relay-{number}")
    yield found
    for process in found.running.values():
        process.kill()
        await process.wait()


@pytest.mark.integration
@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_nothing_is_lost_and_order_is_kept_while_the_process_that_leads_is_killed_as_it_publishes(
    instances: Instances, outbox: Outbox, broker: Broker
) -> None:
    writers, enough = Writers(outbox, await broker.topic(partitions=4)), asyncio.Event()
    await writers.begin()
    writing = asyncio.create_task(writers.write(Until(enough), lambda _: None))
    for time in range(TIMES):
        await instances.kill_the_leader_as_it_publishes()
        await instances.begin(f"relay-{INSTANCES + time}")
    enough.set()
    await writing
    assert await eventually(outbox.empty, within=30)
    assert await writers.all_came_in_order(broker) >= TIMES


@dataclass(frozen=True)
class Until:
    """Rounds without end, until it is enough; each writer goes through them by itself."""

    enough: asyncio.Event

    def __iter__(self) -> Iterator[None]:
        while not self.enough.is_set():
            yield None
