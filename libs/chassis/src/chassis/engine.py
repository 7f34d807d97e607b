"""The one door through which everything that changes state goes: load under locks, plan, write, commit.

It retries outages, halves a batch around data that the storage refuses, and gathers requests into groups.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from chassis.failpoints import Point, reach
from chassis.message import Message
from chassis.planning.plan import plan
from chassis.process import Process
from chassis.rows import Commit, Reply
from chassis.storage import Away, Retry, Storage, Unacceptable

LONGEST_BACK_OFF = 5.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Engine:
    """Decides messages. `on_commit` hears of each commit (to wake the relay and the workers)."""

    process: Process[Any]
    storage: Storage
    on_commit: Callable[[Commit], None] = field(default=lambda _: None)

    async def handle(self, messages: Sequence[Message]) -> None:
        """Return once all of `messages` took effect, wait, or are parked: they may then be acknowledged.

        An outage of the storage is waited out here, with back-off; bad data never raises.
        """
        await self._persist(messages, deadline=None)

    async def decide(self, messages: Sequence[Message], within: float) -> list[Reply]:
        """Return the replies to requests, in their order. Raises `Away` when the storage is, for `within` seconds."""
        deadline = asyncio.get_running_loop().time() + within
        replies: dict[Any, Reply] = {}
        for commit in await self._persist(messages, deadline):
            replies.update(commit.replies)
        return [replies[message.id] for message in messages]

    async def _persist(self, messages: Sequence[Message], deadline: float | None) -> list[Commit]:
        pause = 0.05
        while True:
            try:
                return [await self._once(messages)]
            except Retry as again:
                _log.info("batch.retried", reason=str(again), size=len(messages))
            except Unacceptable as refused:
                return await self._around(messages, refused, deadline)
            except Away as away:
                _log.warning("storage.away", reason=str(away), size=len(messages))
                if deadline is not None and asyncio.get_running_loop().time() >= deadline:
                    raise
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter
            pause = min(pause * 2, LONGEST_BACK_OFF)

    async def _around(self, messages: Sequence[Message], refused: Unacceptable, deadline: float | None) -> list[Commit]:
        """Halve the batch until the message that the storage refuses stands alone; park that one."""
        if len(messages) == 1:
            if messages[0].fault is not None:
                raise refused
            return await self._persist([_parkable(messages[0], refused)], deadline)
        middle = len(messages) // 2
        first = await self._persist(messages[:middle], deadline)
        return first + await self._persist(messages[middle:], deadline)

    async def _once(self, messages: Sequence[Message]) -> Commit:
        kind = messages[0].kind if messages else ""
        reach(Point.DECIDING, kind)
        async with self.storage.begin(messages) as transaction:
            loaded = transaction.loaded
            commit = plan(self.process, loaded, messages)
            # Decisions took the keys they reserve for free. Lock them and look; where one isn't, decide again.
            while unknown := commit.keys - loaded.holders.keys():
                found = await transaction.holders(unknown)
                loaded = replace(loaded, holders={**loaded.holders, **found})
                if any(found.values()):
                    commit = plan(self.process, loaded, messages)
            await transaction.write(commit)
            reach(Point.WRITTEN, kind)
        reach(Point.COMMITTED, kind)
        self.on_commit(commit)
        return commit


def _parkable(message: Message, refused: Unacceptable) -> Message:
    # Whatever the storage refused, what is left of the message must be something it takes.
    fault = _printable(f"storage: {refused}")
    return replace(message, fault=fault, type=_printable(message.type), key=_printable(message.key))


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)[:500]
