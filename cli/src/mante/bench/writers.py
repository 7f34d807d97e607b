"""Sixteen writers in a process of their own: `python -m mante.bench.writers DSN BOOTSTRAP... ` prints commits a second.

They commit one event at a time as fast as they can. With a relay they call it after each commit, as a service does; it
stands by, since another process leads, and passes the calls on.
"""

import asyncio
import json
import sys
import time

import asyncpg
import uvloop
from chassis.bus.address import BusAddress
from chassis.relay import Relay
from contracts.ids import uuid7
from pydantic import SecretStr

from mante.bench.figures import quiet
from mante.bench.outbox_rows import BODY, headers
from mante.bench.wake_latency import INSERT

WRITERS = 16
WARM_UP = 0.5


async def commits_per_second(dsn: str, topic: str, seconds: float, relay: Relay | None) -> float:
    """Return how many commits a second all writers make together."""
    async with asyncpg.create_pool(dsn, min_size=WRITERS, max_size=WRITERS) as pool:
        begin = time.perf_counter() + WARM_UP
        counts = await asyncio.gather(*(_write(pool, topic, begin, begin + seconds, relay) for _ in range(WRITERS)))
    return sum(counts) / seconds


async def _write(
    pool: "asyncpg.Pool[asyncpg.Record]", topic: str, begin: float, end: float, relay: Relay | None
) -> int:
    subject, count = uuid7(), 0
    given = headers(subject, 1)
    async with pool.acquire() as connection:
        insert = await connection.prepare(INSERT)
        while (now := time.perf_counter()) < end:
            await insert.fetch(topic, subject, given, BODY)
            count += now >= begin
            if relay is not None:
                relay.wake()
    return count


async def main(dsn: str, topic: str, seconds: float, bus: dict[str, str] | None) -> None:
    """Write, and print the figure."""
    quiet()
    relay = None
    if bus is not None:
        address = BusAddress(bus["bootstrap"], bus["protocol"], bus["user"], SecretStr(bus["password"]))
        relay = Relay(dsn, address, "bench")
        await relay.start()
    try:
        sys.stdout.write(f"{await commits_per_second(dsn, topic, seconds, relay)}\n")
    finally:
        if relay is not None:
            await relay.stop()


if __name__ == "__main__":
    given = json.loads(sys.stdin.read())
    uvloop.run(main(given["dsn"], given["topic"], given["seconds"], given["bus"]))
