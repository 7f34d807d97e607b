"""Brings up the parts of a stack, each when those before it are ready, keeps them up, and stops them in reverse."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from mante.stack.keeper import Keeper
from mante.stack.logs import cap
from mante.stack.parts import Job, Part, Program, StartFailed
from mante.stack.status import State, Status

_CAP_EVERY = 10.0  # seconds


def _nobody(_: Status) -> None:
    """Nobody listens."""


class Supervisor:
    """The parts of one stack. `tell` is called with each change of a part."""

    def __init__(self, home: Path, tell: Callable[[Status], None] = _nobody) -> None:
        self._home = home
        self._tell = tell
        self._ready: dict[str, asyncio.Event] = {}
        self._keepers: dict[Keeper, asyncio.Task[None]] = {}  # in the order they were started
        self._capping: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._capping = asyncio.create_task(self._cap_logs())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def up(self, parts: Sequence[Part]) -> None:
        """Returns when all of `parts` are ready or done. Raises StartFailed at the first that isn't to be had."""
        self._ready |= {part.name: asyncio.Event() for part in parts}
        for part in parts:
            self._tell(Status(part.name, State.WAITING, time.time()))
        try:
            async with asyncio.TaskGroup() as group:
                for part in parts:
                    group.create_task(self._bring_up(part))
        except* StartFailed as failures:
            raise failures.exceptions[0] from None

    async def stop(self) -> None:
        """Stops what was started, the last one first; each has ended before the one before it is asked to."""
        if self._capping is not None:
            self._capping.cancel()
        while self._keepers:
            keeper, task = self._keepers.popitem()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, StartFailed):
                await task
            await keeper.stop()

    async def _bring_up(self, part: Part) -> None:
        for name in part.after:
            await self._ready[name].wait()
        match part:
            case Program():
                await self._start(part)
            case Job():
                await self._do(part)
        self._ready[part.name].set()

    async def _start(self, program: Program) -> None:
        keeper = Keeper(program, self._home, self._tell)
        keeping = self._keepers[keeper] = asyncio.create_task(keeper.keep())
        ready = asyncio.create_task(keeper.ready.wait())
        await asyncio.wait({keeping, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if keeping.done():
            await keeping

    async def _do(self, job: Job) -> None:
        started = time.time()
        self._tell(Status(job.name, State.STARTING, started))
        try:
            await job.run()
        except Exception:
            self._tell(Status(job.name, State.FAILED, time.time()))
            raise
        self._tell(Status(job.name, State.DONE, time.time(), took=round(time.time() - started, 2)))

    async def _cap_logs(self) -> None:
        while True:
            for keeper in self._keepers:
                cap(keeper.log)
            await asyncio.sleep(_CAP_EVERY)
