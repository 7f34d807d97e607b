"""How fast a backlog leaves the outbox, by our relay and by the naive one."""

import asyncio
import time

from chassis.relay import Relay

from mante.bench import naive_relay, outbox_rows
from mante.bench.servers import Servers, connected
from mante.bench.topics import count_records, make_topic

NAIVE_ROWS = 2_000
PARTITIONS = 4


async def drain_ours(servers: Servers, rows: int) -> float:
    """Return rows a second, from the relay's start to an empty outbox, with the move to the sent ones."""
    dsn, topic = await servers.database(), await make_topic(servers.bus, PARTITIONS)
    async with connected(dsn) as connection:
        await outbox_rows.fill(connection, "outbox", topic, rows)
        relay = Relay(dsn, servers.bus, "bench")
        began = time.perf_counter()
        await relay.start()
        while await connection.fetchval("select exists (select from outbox)"):  # noqa: ASYNC110 - seen from outside
            await asyncio.sleep(0.02)
        taken = time.perf_counter() - began
        await relay.stop()
        moved = await connection.fetchval("select count(*) from outbox_sent")
    assert moved == await count_records(servers.bus, topic) == rows  # noqa: S101 - a figure without this means nothing
    return rows / taken


async def drain_naively(servers: Servers, rows: int = NAIVE_ROWS) -> float:
    """Return rows a second."""
    dsn, topic = await servers.database(), await make_topic(servers.bus, PARTITIONS)
    async with connected(dsn) as connection:
        await connection.execute(naive_relay.TABLE)
        await connection.execute(naive_relay.INDEX)
        await outbox_rows.fill(connection, "naive_outbox", topic, rows)
        began = time.perf_counter()
        published = await naive_relay.relay_until_empty(connection, servers.bus)
        taken = time.perf_counter() - began
    assert published == await count_records(servers.bus, topic) == rows  # noqa: S101
    return rows / taken
