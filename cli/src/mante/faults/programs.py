"""The programs of a stack from outside: which process runs each, ending one, freezing one, waiting for all."""

import asyncio
import signal
import time
from pathlib import Path

import psutil

from mante.faults.finding import Unconfirmed
from mante.stack import control, home, processes, status
from mante.stack.status import State, Status

LOOK_EVERY = 0.02
GONE_WITHIN = 60.0
READY_WITHIN = 90.0


class Programs:
    """What runs in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self, service: str) -> list[str]:
        """Return the programs of a service, of which there may be several. Raises NoSuchProgram."""
        return [one.name for one in control.named(self._folder, service)]

    def running(self, name: str) -> Status:
        """Return the first program of that name. Raises NoSuchProgram."""
        return control.named(self._folder, name)[0]

    def pid(self, name: str) -> int:
        """Return the process of the first program of that name. Raises NoSuchProgram, and Unconfirmed if it is down."""
        return _pid(name, self.running(name))

    async def end(self, name: str, number: int) -> float:
        """Signal a program; return the moment, of the monotonic clock, at which that very process was gone."""
        one = self.running(name)
        processes.signal_group(_pid(name, one), number)
        await self._gone(one)
        return time.monotonic()

    async def hold(self, name: str) -> None:
        """Stop a program, or all of a service, until it is released."""
        all_of_it = control.named(self._folder, name)
        control.hold(self._folder, name)
        for one in all_of_it:
            await self._gone(one)

    def release(self, name: str) -> None:
        """Let a program run again."""
        control.release(self._folder, name)

    async def freeze(self, name: str, seconds: float) -> float:
        """Let a program stand still for a while; return the moment at which it went on."""
        pid = self.pid(name)
        processes.signal_group(pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
            if psutil.Process(pid).status() != psutil.STATUS_STOPPED:
                raise Unconfirmed(f"{name} did not stand still")
        finally:
            processes.signal_group(pid, signal.SIGCONT)
        return time.monotonic()

    async def all_ready(self) -> None:
        """Return when every program is ready, each in a process that lives. Raises TimeoutError."""
        async with asyncio.timeout(READY_WITHIN):
            while not self._ready():  # noqa: ASYNC110 - seen from outside
                await asyncio.sleep(LOOK_EVERY)

    def _ready(self) -> bool:
        _, parts = status.read(home.state_file(self._folder))
        programs = [part for part in parts if part.stop_signal]
        return all(part.state is State.READY and processes.is_running(part) for part in programs)

    async def _gone(self, one: Status) -> None:
        until = time.monotonic() + GONE_WITHIN
        while processes.is_running(one):
            if time.monotonic() > until:
                raise Unconfirmed(f"{one.name} did not end")
            await asyncio.sleep(LOOK_EVERY)


def _pid(name: str, one: Status) -> int:
    if one.pid is None:
        raise Unconfirmed(f"{name} didn't run")
    return one.pid
