"""Keeps one program running: starts it, waits until it is ready, starts it again when it ends."""

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mante.stack import processes
from mante.stack.backoff import Backoff
from mante.stack.home import mark_of
from mante.stack.parts import Program, StartFailed
from mante.stack.status import State, Status

LOOK_EVERY = 0.05  # seconds
_TRIES = 5  # starts that never became ready, until the first one did


class Keeper:
    """One program and the process that runs it now.

    `held` is asked before each start and while it says yes the program stays down; `tell` hears of each change.
    """

    def __init__(
        self, program: Program, home: Path, tell: Callable[[Status], None], backoff: Backoff | None = None
    ) -> None:
        self.program = program
        self.log = home / "logs" / f"{program.name}.log"
        self.ready = asyncio.Event()
        self._home = home
        self._held = mark_of(home, program.name)
        self._tell = tell
        self._backoff = backoff or Backoff()
        self._process: asyncio.subprocess.Process | None = None
        self._status = Status(program.name, State.WAITING, time.time(), stop_signal=program.stop_signal)
        self._was_ready = False

    async def keep(self) -> None:
        """Runs until cancelled. Raises StartFailed if the program ends again and again before it was ever ready."""
        tries = 0
        while True:
            await self._wait_while_held()
            started = time.monotonic()
            await self._run_once()
            tries += 1
            if tries >= _TRIES and not self._was_ready:
                self._now(replace(self._status, state=State.FAILED, pid=None))
                raise StartFailed(self.program.name, self.log)
            await asyncio.sleep(self._backoff.after(time.monotonic() - started))
            self._now(replace(self._status, state=State.STARTING, restarts=self._status.restarts + 1))

    async def stop(self) -> None:
        """Ends the process, if there is one; call it when `keep` has been cancelled."""
        if self._process is not None and self._process.returncode is None:
            await processes.end(self._process, self.program)
        self._now(replace(self._status, state=State.STOPPED, pid=None))

    async def _run_once(self) -> None:
        self.program.clear()
        process = self._process = await processes.spawn(self.program, self._home, self.log)
        self._now(replace(self._status, state=State.STARTING, pid=process.pid, born=processes.born(process.pid)))
        watching = asyncio.create_task(self._watch(process))
        try:
            await process.wait()
        finally:
            watching.cancel()
            self.ready.clear()
        processes.signal_group(process.pid, signal.SIGKILL)
        self._now(replace(self._status, state=State.ENDED, pid=None))

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        started = time.monotonic()
        while not await self.program.ready():
            if time.monotonic() - started > self.program.ready_within:
                await processes.end(process, self.program)
            await asyncio.sleep(LOOK_EVERY)
        self._was_ready = True
        self._now(replace(self._status, state=State.READY, took=round(time.monotonic() - started, 2)))
        self.ready.set()

    async def _wait_while_held(self) -> None:
        while self._held.exists():
            if self._status.state is not State.HELD:
                self._now(replace(self._status, state=State.HELD, pid=None))
            await asyncio.sleep(LOOK_EVERY)

    def _now(self, status: Status) -> None:
        self._status = replace(status, since=time.time())
        self._tell(self._status)
