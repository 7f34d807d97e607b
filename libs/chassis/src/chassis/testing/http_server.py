"""A real HTTP server within the process of a test."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from fastapi import FastAPI

from chassis.testing.eventually import eventually


class _Server(uvicorn.Server):
    """Leaves the process's signals alone.

    Uvicorn takes them, and gives back what it found when it ends: in a fixture that is the handler of an event loop
    that is gone by then. Every later loop would ask for it, and Python would write down all that the fixture held.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take nothing."""
        yield


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Serve `app` on a free port of this machine; give its address. Whoever still waits at the end is cut off."""
    server = _Server(uvicorn.Config(app, port=0, log_level="error"))
    serving = asyncio.create_task(server.serve())
    try:
        await eventually(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        await serving
