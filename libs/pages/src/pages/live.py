"""What changes while one looks: a part of a page, sent again whenever it reads differently (server-sent events)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from chassis.http.inside import inside_of
from chassis.storage import Away
from fastapi import Request
from fastapi.responses import StreamingResponse

EVERY = 2.0
"""Seconds between two looks."""
QUIET = 20.0
"""Seconds without a change after which a comment is sent, so that nobody on the way takes the connection for dead."""
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def changes(request: Request, render: Callable[[], Awaitable[str]], *, every: float = EVERY) -> StreamingResponse:
    """Return the stream of `render`'s words, each time they change; htmx swaps them in by `sse-swap="fresh"`."""
    return StreamingResponse(_events(request, render, every), media_type="text/event-stream", headers=HEADERS)


async def _events(request: Request, render: Callable[[], Awaitable[str]], every: float) -> AsyncIterator[str]:
    stopping, loop = inside_of(request).stopping, asyncio.get_running_loop()
    shown, said_at = "", loop.time()
    while not (stopping.is_set() or await request.is_disconnected()):
        fresh = await _words(render, shown)
        if fresh != shown:
            shown, said_at = fresh, loop.time()
            yield _event(fresh)
        elif loop.time() - said_at > QUIET:
            said_at = loop.time()
            yield ": still here\n\n"
        await _moment(stopping, every)


async def _words(render: Callable[[], Awaitable[str]], shown: str) -> str:
    try:
        return await render()
    except Away:
        return shown  # what is on the page stays there; the next look may be luckier


def _event(words: str) -> str:
    lines = "".join(f"data: {line}\n" for line in words.splitlines())
    return f"event: fresh\n{lines}\n"


async def _moment(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
