"""A process ends, or stands still, at a named point."""

import asyncio
import os
import signal
import time

from chassis.failpoints import Point, name_of

from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.table import Inject
from mante.stack import processes

GONE_WITHIN = 10.0
LOOK_EVERY = 0.02


def at(service: str, point: Point, of: str = "", *, back: bool = True) -> Inject:
    """Kill whoever of a service comes by a point. Without `back` its stand-in is to do, as far as there is one."""
    name = name_of(service, point, of)

    async def inject(ground: Ground) -> Injected:
        ground.points.arm(name)
        hit = await ground.points.hit(name)
        await gone(hit.pid)
        return Injected(f"process {hit.pid} ended at {name}", hit.at, back)

    return inject


def frozen_at(service: str, point: Point, of: str, seconds: float) -> Inject:
    """Let whoever of a service comes by a point stand still there for a while."""
    name = name_of(service, point, of)

    async def inject(ground: Ground) -> Injected:
        ground.points.arm(name, "stop")
        hit = await ground.points.hit(name)
        await asyncio.sleep(seconds)
        os.kill(hit.pid, signal.SIGCONT)
        return Injected(f"process {hit.pid} stood still at {name} for {seconds:g} s", time.monotonic())

    return inject


async def gone(pid: int) -> None:
    """Return when a process has ended. Raises Unconfirmed."""
    until = time.monotonic() + GONE_WITHIN
    while processes.born(pid) is not None:
        if time.monotonic() > until:
            raise Unconfirmed(f"process {pid} lives on")
        await asyncio.sleep(LOOK_EVERY)
