"""Requests that are ready as bytes, sent as fast as they are answered, or evenly."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from mante.bench.connection import Connection

AT_ONCE = 32


@dataclass(slots=True)
class Asked:
    """How long it took in all, and each answer in milliseconds."""

    seconds: float = 0.0
    waits_ms: list[float] = field(default_factory=list)

    @property
    def per_s(self) -> float:
        """Requests a second."""
        return len(self.waits_ms) / self.seconds


@asynccontextmanager
async def connections(port: int, count: int = AT_ONCE) -> AsyncIterator[list[Connection]]:
    """Lend connections to a server of this machine."""
    opened = [await Connection.open("127.0.0.1", port) for _ in range(count)]
    try:
        yield opened
    finally:
        for one in opened:
            one.close()


async def at_full_speed(lines: Sequence[Connection], requests: Sequence[bytes]) -> Asked:
    """Send all requests; each connection sends its next one when it has its answer."""
    asked, left = Asked(), deque(requests)

    async def keep_asking(line: Connection) -> None:
        while left:
            await _ask(line, left.popleft(), asked)

    began = time.perf_counter()
    await asyncio.gather(*(keep_asking(line) for line in lines))
    asked.seconds = time.perf_counter() - began
    return asked


async def evenly(lines: Sequence[Connection], requests: Sequence[bytes], per_second: float) -> Asked:
    """Send a request every so often, on a connection that is free; one that is late counts from when it was due."""
    asked, free = Asked(), asyncio.Queue[Connection]()
    for line in lines:
        free.put_nowait(line)

    async def ask(request: bytes, due: float) -> None:
        line = await free.get()
        await line.send(request)
        asked.waits_ms.append(1000 * (time.perf_counter() - due))
        free.put_nowait(line)

    # The loop's own clock counts whole milliseconds.
    began, under_way = time.perf_counter(), []
    for number, request in enumerate(requests):
        due = began + number / per_second
        await asyncio.sleep(due - time.perf_counter())
        under_way.append(asyncio.create_task(ask(request, due)))
    await asyncio.gather(*under_way)
    asked.seconds = time.perf_counter() - began
    return asked


async def _ask(line: Connection, request: bytes, asked: Asked) -> None:
    began = time.perf_counter()
    await line.send(request)
    asked.waits_ms.append(1000 * (time.perf_counter() - began))
