"""The stack without its services: its servers come back with what they were given, and leave nothing behind."""

import asyncio
import contextlib
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from chassis.testing.eventually import eventually
from contracts.catalogue import REVIEW_CASES
from mante.stack import control, home, processes, status
from mante.stack.following import bring_up, take_down
from mante.stack.stack import Stack
from mante.stack.status import State, Status
from mante.stack.wanted import Wanted

SERVERS = Wanted(services=(), port=0)

pytestmark = [pytest.mark.integration, pytest.mark.slow, pytest.mark.timeout(180), pytest.mark.xdist_group("stack")]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that Postgres may reach under another user, which it needs where tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="mante-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def parts(folder: Path) -> dict[str, Status]:
    """Every part of the stack in `folder`, by name."""
    return {part.name: part for part in status.read(home.state_file(folder))[1]}


async def test_a_killed_server_comes_back_with_what_it_was_given(folder: Path) -> None:
    async with Stack(folder, SERVERS) as stack:
        database = await asyncpg.connect(stack.plan.postgres.admin_dsn)
        await database.execute("create table kept as select 1 as one")
        async with AIOKafkaProducer(**stack.kafka.login()) as producer:
            await producer.send_and_wait(REVIEW_CASES.name, b"kept", partition=0)
        for name in (part.name for part in parts(folder).values() if part.pid):
            control.restart(folder, name, signal.SIGKILL)
        with contextlib.suppress(AssertionError):
            await eventually(lambda: not _away(folder), within=60)
        assert _away(folder) == []
        assert await _query(stack, "select one from kept") == 1
        assert await _first_record(stack) == b"kept"


async def test_a_server_that_was_held_is_away_until_it_is_released(folder: Path) -> None:
    async with Stack(folder, SERVERS) as stack:
        stack.hold("postgres")
        await eventually(lambda: parts(folder)["postgres"].state is State.HELD, within=20)
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncpg.connect(stack.plan.postgres.admin_dsn)
        stack.release("postgres")
        await eventually(lambda: parts(folder)["postgres"].state is State.READY, within=20)
        assert await _query(stack, "select 1") == 1


async def test_after_its_supervisor_was_killed_a_stack_comes_up_clean_and_where_it_was(folder: Path) -> None:
    first = await asyncio.to_thread(bring_up, folder, SERVERS, _nobody)
    left = [part for part in parts(folder).values() if part.pid]
    processes.signal_one(first["pid"], signal.SIGKILL)
    await eventually(lambda: home.holder(folder) is None)
    second = await asyncio.to_thread(bring_up, folder, SERVERS, _nobody)
    try:
        assert not any(processes.is_running(part) for part in left)
        assert second["addresses"] == first["addresses"]
    finally:
        await asyncio.to_thread(take_down, folder, _nobody)
    assert home.holder(folder) is None
    assert not any(part.pid for part in parts(folder).values())


async def test_a_second_up_joins_the_first(folder: Path) -> None:
    first = await asyncio.to_thread(bring_up, folder, SERVERS, _nobody)
    again = await asyncio.to_thread(bring_up, folder, SERVERS, _nobody)
    assert again["pid"] == first["pid"]
    assert await asyncio.to_thread(take_down, folder, _nobody)
    assert not await asyncio.to_thread(take_down, folder, _nobody)


def _away(folder: Path) -> list[Status]:
    return [part for part in parts(folder).values() if not _is_back(part)]


def _is_back(part: Status) -> bool:
    """Whether it was started again, perhaps more than once: Postgres won't start beside what is left of itself."""
    return part.state is State.DONE or (part.state is State.READY and part.restarts >= 1)


async def _query(stack: Stack, sql: str) -> object:
    connection = await asyncpg.connect(stack.plan.postgres.admin_dsn)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def _first_record(stack: Stack) -> bytes | None:
    async with AIOKafkaConsumer(REVIEW_CASES.name, **stack.kafka.login(), auto_offset_reset="earliest") as consumer:
        record: bytes | None = (await consumer.getone()).value
        return record


def _nobody(_: Status) -> None:
    """Nobody listens."""
