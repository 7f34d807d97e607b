"""What a player does on the side, ended with it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Self


class Chores:
    """Tasks of one player. An error in one comes out at the end of the block."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._errors: list[BaseException] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if not any(error) and self._errors:
            raise self._errors[0]

    def begin(self, doing: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Do something on the side."""
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._note)
        return task

    async def finish(self, task: "asyncio.Task[None]") -> None:
        """Let one of them come to its own end."""
        await asyncio.wait([task])

    def _note(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._errors.append(error)
