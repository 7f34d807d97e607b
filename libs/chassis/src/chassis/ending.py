"""Ending what runs on the side: what is in hand may be finished, and what doesn't come to an end is cut off."""

import asyncio
from typing import Any

GRACE = 5.0
"""Seconds to finish what is in hand. It must not be waited for without end: Postgres or Kafka may be gone for good."""


async def end(task: asyncio.Task[Any]) -> None:
    """Cancel a task and wait until it is over; every `GRACE` seconds it is cancelled again."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=GRACE)
