"""Waiting for something to become true, instead of sleeping and hoping."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar, cast, overload

T = TypeVar("T")
PAUSE = 0.02


@overload
async def eventually(found: Callable[[], Coroutine[Any, Any, T]], within: float = 20.0) -> T: ...
@overload
async def eventually(found: Callable[[], T], within: float = 20.0) -> T: ...
async def eventually(found: Callable[[], T | Awaitable[T]], within: float = 20.0) -> T:
    """Return the first true value that `found` gives within so many seconds; raises AssertionError with the last."""
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    while True:
        value = found()
        result = cast("T", await value if inspect.isawaitable(value) else value)
        if result:
            return result
        assert loop.time() < until, f"not within {within} s; last: {result!r}"  # noqa: S101 - for tests
        await asyncio.sleep(PAUSE)
