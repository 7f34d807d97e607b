"""Servers and services that end, stand still, or are away for a while."""

import asyncio
import signal
import time

from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.table import Inject
from mante.stack.wanted import SERVICES

TERMINATE = """
select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
where usename = current_user and pid <> pg_backend_pid() and application_name <> 'faults'
"""


def killed(name: str, number: int = signal.SIGKILL) -> Inject:
    """End a program by a signal; recovery counts from then on."""

    async def inject(ground: Ground) -> Injected:
        since = await ground.programs.end(name, number)
        return Injected(f"{name} ended by signal {number}", since)

    return inject


def broken_off(name: str, number: int = signal.SIGKILL) -> Inject:
    """End a server by a signal; recovery counts from the moment at which it answers again."""

    async def inject(ground: Ground) -> Injected:
        await ground.programs.end(name, number)
        await ground.programs.all_ready()
        return Injected(f"{name} ended by signal {number} and came back", time.monotonic())

    return inject


def away(name: str, seconds: float) -> Inject:
    """Stop a program for a while; recovery counts from the moment at which it is back."""

    async def inject(ground: Ground) -> Injected:
        try:
            await ground.programs.hold(name)
            await asyncio.sleep(seconds)
        finally:
            ground.programs.release(name)
        await ground.programs.all_ready()
        return Injected(f"{name} was away for {seconds:g} s", time.monotonic())

    return inject


def frozen(name: str, seconds: float) -> Inject:
    """Let a program stand still for a while: it takes connections and says nothing."""

    async def inject(ground: Ground) -> Injected:
        since = await ground.programs.freeze(name, seconds)
        return Injected(f"{name} stood still for {seconds:g} s", since)

    return inject


async def deployed(ground: Ground) -> Injected:
    """End every service once, one after the other, as a deployment does."""
    for name in (name for service in SERVICES for name in ground.programs.names(service)):
        await ground.programs.end(name, signal.SIGTERM)
        await ground.programs.all_ready()
    return Injected("every service was ended and came back", time.monotonic())


def sessions_cut(seconds: float, every: float = 0.1) -> Inject:
    """Cut every service's sessions with Postgres, over and over: some of them as they commit."""

    async def inject(ground: Ground) -> Injected:
        until, cut = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            cut += sum([(await ground.watch.rows(service, TERMINATE))[0][0] for service in SERVICES])
            await asyncio.sleep(every)
        if not cut:
            raise Unconfirmed("no service had a session")
        return Injected(f"{cut} sessions cut", time.monotonic())

    return inject
