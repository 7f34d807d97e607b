"""Waiting for what happens elsewhere, without sleeping for a guess."""

import asyncio
import inspect
from collections.abc import Callable


async def eventually(look: Callable[[], object], within: float = 5.0) -> None:
    """Return when `look` (sync or async) gives something true; fails after `within` seconds."""
    deadline = asyncio.get_running_loop().time() + within
    while True:
        seen = look()
        found = await seen if inspect.isawaitable(seen) else seen
        if found:
            return
        assert asyncio.get_running_loop().time() < deadline, f"still {found!r} after {within} s"
        await asyncio.sleep(0.01)
