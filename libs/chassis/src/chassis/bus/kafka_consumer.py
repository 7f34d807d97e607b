"""aiokafka's consumer, but it waits before it asks a bus that is away again, says if it hears, and leaves wholly."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from aiokafka import AIOKafkaConsumer

from chassis.bus.patience import patient
from chassis.ending import GRACE, end


class KafkaConsumer(AIOKafkaConsumer):  # type: ignore[misc]  # aiokafka has no types
    """What every consumer of ours is."""

    _closed: bool
    _coordinator: Any
    _subscription: Any

    async def start(self) -> None:
        """Connect. Raises aiokafka's errors, and may be stopped then."""
        await super().start()
        patient(self)

    def hears(self, within: float) -> bool:
        """Say whether it asked for all that it holds within so many seconds, or is in its group and holds nothing."""
        since = (time.time() - within) * 1000
        if held := self.assignment():
            return all((self.last_poll_timestamp(partition) or 0) >= since for partition in held)
        return not (self._subscription.reassignment_in_progress or self._coordinator._coordination_task.done())  # noqa: SLF001 - says so nowhere else

    async def stop(self) -> None:
        """Leave the group, end what is being fetched, close every connection. What doesn't end by itself is cut off.

        aiokafka's own ends with `CancelledError` where it cancels a task of its own that has not begun yet, as is the
        case just after a start or a fetch: its connections stay open then, and its caller dies of it without a word
        (https://github.com/aio-libs/aiokafka/issues/647).
        """
        if self._closed:
            return
        self._closed = True
        async with AsyncExitStack() as leaving:  # the last one first
            for part in (self._client, self._fetcher):
                if part is not None:
                    leaving.push_async_callback(_over, part.close)
            if self._coordinator is not None:
                leaving.callback(self._let_nothing_go_on)
                leaving.push_async_callback(_over, self._coordinator.close)

    def _let_nothing_go_on(self) -> None:
        """End what a coordinator that was cut off left behind: its heart would beat on, for a member that is gone."""
        for task in (getattr(self._coordinator, name, None) for name in ("_heartbeat_task", "_commit_refresh_task")):
            if task is not None:
                task.cancel()


async def _over(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Wait until something is closed, though that end by what it cancels itself, or not by itself at all."""
    task = asyncio.create_task(close())
    try:
        await asyncio.wait([task], timeout=GRACE)
        await end(task)
    finally:
        task.cancel()
    if not task.cancelled():
        task.result()
