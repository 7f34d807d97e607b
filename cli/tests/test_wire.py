"""A line does what it is told, and counts how often."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from chassis.testing.eventually import eventually
from mante.fakes.wire import Line, Mode, closed
from mante.stack.ports import is_free


@asynccontextmanager
async def line() -> AsyncIterator[Line]:
    """A line to a server that says everything back."""

    heard = set[asyncio.StreamWriter]()

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.add(writer)
        with contextlib.suppress(ConnectionResetError):
            while data := await reader.read(100):
                writer.write(data)
        await closed(writer)
        heard.discard(writer)

    async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
        async with await asyncio.start_server(echo, "127.0.0.1", 0) as other:
            free = other.sockets[0].getsockname()[1]
        found = Line(free, server.sockets[0].getsockname()[1])
        await found.become(Mode.THROUGH)
        yield found
        await found.become(Mode.CUT)
        await eventually(lambda: not heard and not found._writers)


async def said(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello")
    return reader, writer


async def test_it_carries() -> None:
    async with line() as wire:
        reader, writer = await said(wire.port)
        assert await reader.readexactly(5) == b"hello"
        assert wire.struck == 0
        await closed(writer)


@pytest.mark.parametrize("mode", [Mode.SILENT, Mode.DEAF])
async def test_what_was_said_to_one_that_is_silent_arrives_when_it_speaks_again(mode: Mode) -> None:
    async with line() as wire:
        await wire.become(mode)
        reader, writer = await said(wire.port)
        answer = asyncio.create_task(reader.readexactly(5))
        await eventually(lambda: wire.struck)
        assert not answer.done()
        await wire.become(Mode.THROUGH)
        assert await answer == b"hello"
        await closed(writer)


async def test_one_that_is_cut_resets_connections_and_takes_none_until_it_is_mended() -> None:
    async with line() as wire:
        reader, writer = await said(wire.port)
        assert await reader.readexactly(5) == b"hello"
        await wire.become(Mode.CUT)
        with pytest.raises(ConnectionResetError):
            await reader.readexactly(1)
        await wire.become(Mode.CUT)
        assert wire.struck, "what it did is told until it does something else"
        assert is_free(wire.port)
        await closed(writer)
        await wire.become(Mode.THROUGH)
        again, writing = await said(wire.port)
        assert await again.readexactly(5) == b"hello"
        await closed(writing)


async def test_a_slow_one_carries_in_the_end() -> None:
    async with line() as wire:
        await wire.become(Mode.SLOW)
        reader, writer = await said(wire.port)
        assert await reader.readexactly(5) == b"hello"
        assert wire.struck == 2
        await closed(writer)
