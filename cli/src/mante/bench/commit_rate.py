"""Commits a second of sixteen writers: without a relay, with one that nobody calls, with one that each commit calls."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from enum import StrEnum

from chassis.relay import Relay

from mante.bench.servers import Servers, connected
from mante.bench.topics import make_topic

SECONDS = 3.0


class Calls(StrEnum):
    """How the relay learns of a commit."""

    NO_RELAY = "no relay"
    ASLEEP = "asleep"
    AWAKE = "awake"


async def commit_rate(servers: Servers, calls: Calls, seconds: float = SECONDS) -> float:
    """Return commits a second. The relay leads here; where it is awake, the writers' process passes on each commit.

    Asleep it finds the same rows by its own poll, once a second: the two differ by the calls alone.
    """
    dsn, topic = await servers.database(), await make_topic(servers.bus, 4)
    relay = Relay(dsn, servers.bus, "bench")
    if calls is not Calls.NO_RELAY:
        await relay.start()
        while not relay.leading:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    rate = await _written(servers, dsn, topic, seconds, awake=calls is Calls.AWAKE)
    if calls is not Calls.NO_RELAY:
        await relay.stop()
    async with connected(dsn) as connection:
        await connection.execute("truncate outbox, outbox_sent")
    return rate


async def _written(servers: Servers, dsn: str, topic: str, seconds: float, *, awake: bool) -> float:
    bus = servers.bus
    password = bus.password.get_secret_value()
    address = {"bootstrap": bus.bootstrap, "protocol": bus.protocol, "user": bus.user, "password": password}
    given = {"dsn": dsn, "topic": topic, "seconds": seconds, "bus": address if awake else None}
    program = await asyncio.create_subprocess_exec(sys.executable, "-m", "mante.bench.writers", stdin=PIPE, stdout=PIPE)
    written, _ = await program.communicate(json.dumps(given).encode())
    return float(written.splitlines()[-1])
