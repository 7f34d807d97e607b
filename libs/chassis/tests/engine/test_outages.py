"""Promises 6 and 10: an outage stops and loses nothing; two engines on one application never double."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from chassis.engine import Engine
from chassis.message import Message
from chassis.rows import AuditRow, Commit, Reply
from chassis.storage import Away, Retry, Unacceptable
from chassis.storage.postgres import PostgresStorage
from chassis.testing.eventually import eventually
from contracts.ids import uuid7

from .toy import event, request, toy_process
from .world import World, postgres_world

WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"


@dataclass(slots=True)
class Failing:
    """A storage that fails `times` times, before or after the commit, and then works."""

    storage: Any
    times: int
    error: type[Exception] = Away
    after_commit: bool = False

    @asynccontextmanager
    async def begin(self, messages: Sequence[Message]) -> AsyncIterator[Any]:
        if self.times and not self.after_commit:
            self._fail()
        async with self.storage.begin(messages) as transaction:
            yield transaction
        if self.times:
            self._fail()

    def _fail(self) -> None:
        self.times -= 1
        raise self.error


@pytest.mark.parametrize("error", [Away, Retry])
async def test_an_outage_is_waited_out_and_the_batch_takes_effect_once(world: World, error: type[Exception]) -> None:
    subject = uuid7()
    engine = Engine(world.process, Failing(world.storage, times=3, error=error))
    await engine.handle([event(subject, 1, "w1"), event(subject, 2, "w2")])
    assert await world.tables.words(subject) == ("w1", "w2")


async def test_a_commit_of_unknown_outcome_takes_effect_once(world: World) -> None:
    subject = uuid7()
    engine = Engine(world.process, Failing(world.storage, times=2, after_commit=True))
    await engine.handle([event(subject, 1, "w1")])
    assert await world.tables.words(subject) == ("w1",)
    assert [one.sequence for one in await world.tables.published(subject)] == [1]


async def test_a_request_of_unknown_outcome_finds_its_answer(world: World) -> None:
    subject = uuid7()
    engine = Engine(world.process, Failing(world.storage, times=1, after_commit=True))
    (reply,) = await engine.decide([request(subject, "w1")], within=5)
    assert reply.body == b'{"count":1}'
    assert await world.tables.words(subject) == ("w1",)


async def test_a_request_does_not_wait_for_ever(world: World) -> None:
    engine = Engine(world.process, Failing(world.storage, times=1_000))
    with pytest.raises(Away):
        await engine.decide([request(uuid7(), "w1")], within=0.2)


async def test_two_engines_on_the_same_applications_serialise(world: World) -> None:
    subjects = [uuid7() for _ in range(20)]
    history = [event(subject, number, f"w{number}") for number in range(1, 6) for subject in subjects]
    engines = [Engine(world.process, world.storage) for _ in range(3)]
    await asyncio.gather(*(engine.handle(history[at : at + 10]) for engine in engines for at in range(0, 100, 10)))
    for subject in subjects:
        assert await world.tables.words(subject) == ("w1", "w2", "w3", "w4", "w5")
        assert [one.sequence for one in await world.tables.published(subject)] == [1, 2, 3, 4, 5]


async def test_the_time_of_a_decision_is_read_once_its_rows_are_locked(engine_database: str) -> None:
    subjects = sorted([uuid7(), uuid7()])
    async with asyncpg.create_pool(engine_database, min_size=3, max_size=3) as pool, pool.acquire() as other:
        world = postgres_world(toy_process(), pool)
        await world.take(*(event(subject, 1) for subject in subjects))
        async with other.transaction():
            await other.execute("select from aggregates where subject = $1 for update", subjects[1])
            deciding = asyncio.create_task(world.take(*(event(subject, 2) for subject in subjects)))
            await eventually(lambda: pool.fetchval(WAITING))
            released = await other.fetchval("select clock_timestamp()")
        await deciding
        assert await pool.fetchval("select min(at) from (select at from audit order by id desc limit 2) t") > released


async def test_a_request_that_waits_for_itself_elsewhere_finds_the_answer_it_got(engine_database: str) -> None:
    subject = uuid7()
    asked = request(subject, "w1"), request(subject, "w1")
    async with asked_at_once(engine_database, subject, *asked) as (world, replies):
        assert replies[0] == replies[1]
        assert await world.tables.words(subject) == ("w0", "w1")


async def test_of_two_decisions_on_one_application_at_once_neither_is_lost(engine_database: str) -> None:
    subject = uuid7()
    asked = request(subject, "w1", key="one"), request(subject, "w2", key="two")
    async with asked_at_once(engine_database, subject, *asked) as (world, _):
        assert sorted(await world.tables.words(subject)) == ["w0", "w1", "w2"]
        assert [one.sequence for one in await world.tables.published(subject)] == [1, 2, 3]


@asynccontextmanager
async def asked_at_once(dsn: str, subject: UUID, *requests: Message) -> AsyncIterator[tuple[World, list[Reply]]]:
    """Give each request to an engine of its own, let all wait for the row of `subject`, then let that go."""
    async with asyncpg.create_pool(dsn, min_size=4, max_size=4) as pool, pool.acquire() as other:
        world, *each = (postgres_world(toy_process(), pool) for _ in range(1 + len(requests)))
        await world.take(event(subject, 1, "w0"))
        async with other.transaction():
            await other.execute("select from aggregates where subject = $1 for update", subject)
            asked = [asyncio.create_task(one.ask(it)) for one, it in zip(each, requests, strict=True)]
            assert await eventually(lambda: pool.fetchval(f"{WAITING} having count(*) = {len(requests)}"))
        yield world, await asyncio.gather(*asked)


async def test_nothing_is_lost_while_connections_are_cut(engine_database: str) -> None:
    subjects = [uuid7() for _ in range(40)]
    async with asyncpg.create_pool(engine_database, min_size=4, max_size=6) as pool:
        cutting = asyncio.create_task(_cut_connections(engine_database))
        for number in range(1, 11):
            await postgres_world(toy_process(), pool).take(*[event(subject, number) for subject in subjects])
        cutting.cancel()
        await asyncio.gather(cutting, return_exceptions=True)
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=1) as pool:
        tables = postgres_world(toy_process(), pool).tables
        assert [len(await tables.words(subject)) for subject in subjects] == [10] * 40
        assert [one.sequence for one in await tables.published(subjects[0])] == list(range(1, 11))


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
async def test_text_that_postgres_cannot_hold_is_told_from_an_outage(engine_database: str, text: str) -> None:
    message = event(uuid7(), 1)
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=1) as pool:
        storage = PostgresStorage(pool)
        with pytest.raises(Unacceptable):
            async with storage.begin([message]) as transaction:
                await transaction.write(Commit(audit=[AuditRow(message.subject, message, "", "", text, ())]))
        assert await pool.fetchval("select count(*) from audit") == 0


async def _cut_connections(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for _ in range(15):
            await connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )
            await asyncio.sleep(0.05)
    finally:
        await connection.close()
