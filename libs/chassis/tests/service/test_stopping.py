"""A service stops within seconds, whatever it was about to do and whoever is gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

import pytest
from chassis.effects import EffectWorkers
from chassis.ending import end
from chassis.engine import Engine
from chassis.performer import Performer
from chassis.storage.memory import MemoryStorage
from chassis.testing.eventually import eventually
from contracts.ids import uuid7

from .counter import APP, open_desk
from .toy import Ring, Rung, process


@pytest.mark.parametrize("steps", range(5))
async def test_workers_that_are_woken_as_they_are_told_to_end_do_end(steps: int) -> None:
    storage = MemoryStorage()
    workers = EffectWorkers(storage, Engine(process(), storage), {})
    running = asyncio.create_task(workers.run())
    await _turn(3)
    workers.wake()
    await _turn(steps)
    running.cancel()
    ended, _ = await asyncio.wait([running], timeout=5)
    assert ended


async def test_who_finishes_for_ever_is_cancelled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.ending.GRACE", 0.01)

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.Event().wait()

    task = asyncio.create_task(stubborn())
    await _turn(1)
    await end(task)
    assert task.cancelled()


async def test_it_stops_with_work_in_hand_while_its_database_is_silent(
    engine_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.ending.GRACE", 0.2)
    monkeypatch.setattr("chassis.database.GRACE", 0.2)
    rings = asyncio.Event()
    async with asyncio.timeout(30), door(engine_database) as wire, open_desk(wire.dsn) as desk:
        desk.service.workers.performers = {"Ring": Performer(Ring, lambda _, __: _ring_through(rings))}
        await desk.post(APP, f"/v1/applications/{uuid7()}/withdrawal")
        await eventually(lambda: desk.service.workers._working)
        wire.passes.clear()
        rings.set()


async def _ring_through(rings: asyncio.Event) -> Rung:
    await rings.wait()
    return Rung(number=7)


async def _turn(times: int) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


@dataclass
class Wire:
    """A way to a Postgres. While `passes` isn't set, connections are taken and nothing comes back, as from a host
    that hangs."""

    dsn: str
    passes: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            await self.passes.wait()
            writer.write(data)
        writer.close()


@asynccontextmanager
async def door(dsn: str) -> AsyncIterator[Wire]:
    there = urlsplit(dsn)

    async def through(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(there.hostname, there.port)
        await asyncio.gather(wire.carry(reader, inner_writer), wire.carry(inner_reader, writer))

    server = await asyncio.start_server(through, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        credentials = there.netloc.rpartition("@")[0]
        wire = Wire(urlunsplit(there._replace(netloc=f"{credentials}@127.0.0.1:{port}")))
        wire.passes.set()
        yield wire
        wire.passes.set()
