"""Commits a second of sixteen writers, with the relay publishing what they write and without."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE

from chassis.relay import Relay

from mante.bench.servers import Servers, connected
from mante.bench.topics import make_topic

SECONDS = 3.0


async def commit_rate(servers: Servers, *, awake: bool, seconds: float = SECONDS) -> float:
    """Return commits a second. `awake`: a relay leads here and is called across processes after every commit."""
    dsn, topic = await servers.database(), await make_topic(servers.bus, 4)
    relay = Relay(dsn, servers.bus, "bench")
    if awake:
        await relay.start()
        while not relay.leading:
            await asyncio.sleep(0.01)
    rate = await _written(servers, dsn, topic, seconds, awake=awake)
    if awake:
        await relay.stop()
    async with connected(dsn) as connection:
        await connection.execute("truncate outbox, outbox_sent")
    return rate


async def _written(servers: Servers, dsn: str, topic: str, seconds: float, *, awake: bool) -> float:
    bus = servers.bus
    password = bus.password.get_secret_value()
    address = {"bootstrap": bus.bootstrap, "protocol": bus.protocol, "user": bus.user, "password": password}
    given = {"dsn": dsn, "topic": topic, "seconds": seconds, "bus": address if awake else None}
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "mante.bench.writers", stdin=PIPE, stdout=PIPE
    )
    written, _ = await program.communicate(json.dumps(given).encode())
    return float(written.splitlines()[-1])
