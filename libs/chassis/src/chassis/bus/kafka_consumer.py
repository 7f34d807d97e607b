"""aiokafka's consumer, but it waits before it asks a bus that is away again, and leaves wholly."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from aiokafka import AIOKafkaConsumer

from chassis.bus.patience import patient


class KafkaConsumer(AIOKafkaConsumer):  # type: ignore[misc]  # aiokafka has no types
    """What every consumer of ours is."""

    _closed: bool

    async def start(self) -> None:
        """Connect. Raises aiokafka's errors, and may be stopped then."""
        await super().start()
        patient(self)

    async def stop(self) -> None:
        """Leave the group, end what is being fetched, close every connection.

        aiokafka's own ends with `CancelledError` where it cancels a task of its own that has not begun yet, as is the
        case just after a start or a fetch: its connections stay open then, and its caller dies of it without a word
        (https://github.com/aio-libs/aiokafka/issues/647).
        """
        if self._closed:
            return
        self._closed = True
        async with AsyncExitStack() as leaving:
            for part in (self._client, self._fetcher, self._coordinator):  # the last one first
                if part is not None:
                    leaving.push_async_callback(_over, part.close)


async def _over(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Wait until something is closed, though that end by what it cancels itself."""
    task = asyncio.create_task(close())
    try:
        await asyncio.wait([task])
    finally:
        task.cancel()
    if not task.cancelled():
        task.result()
