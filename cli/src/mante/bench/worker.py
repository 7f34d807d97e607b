"""A variant of the service in a process of its own: told where everything is, ended by a signal."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvloop
from chassis.bus.address import BusAddress
from pydantic import SecretStr

from mante.bench.figures import quiet


@dataclass(frozen=True)
class Given:
    """What a worker is told."""

    dsn: str
    bus: BusAddress
    input: str
    output: str


@asynccontextmanager
async def working(variant: str, given: Given) -> AsyncIterator[Process]:
    """Run `mante.bench.<variant>` for as long as the block lasts."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", f"mante.bench.{variant}", stdin=PIPE)
    assert process.stdin is not None  # noqa: S101 - it was asked for
    process.stdin.write(_told(given))
    process.stdin.close()
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


def run(serve: Callable[[Given], Awaitable[None]]) -> None:
    """Be a worker: read what is given from standard input, and serve until SIGTERM."""
    quiet()
    uvloop.run(_until_told(serve, _heard(sys.stdin.read())))


async def _until_told(serve: Callable[[Given], Awaitable[None]], given: Given) -> None:
    serving = asyncio.ensure_future(serve(given))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    await asyncio.wait([serving])
    if not serving.cancelled():
        serving.result()


def _told(given: Given) -> bytes:
    bus = given.bus
    address = [bus.bootstrap, bus.protocol, bus.user, bus.password.get_secret_value()]
    return json.dumps({"dsn": given.dsn, "bus": address, "input": given.input, "output": given.output}).encode()


def _heard(told: str) -> Given:
    words = json.loads(told)
    bootstrap, protocol, user, password = words["bus"]
    return Given(
        words["dsn"], BusAddress(bootstrap, protocol, user, SecretStr(password)), words["input"], words["output"]
    )
