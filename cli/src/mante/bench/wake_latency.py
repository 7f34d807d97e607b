"""From the commit of an event to its consumer, while a hundred a second are written."""

import asyncio
import time

import asyncpg
from aiokafka import AIOKafkaConsumer
from chassis.relay import Relay
from contracts.ids import uuid7

from mante.bench.figures import percentile
from mante.bench.outbox_rows import BODY, headers
from mante.bench.servers import Servers
from mante.bench.topics import make_topic

PER_SECOND = 100
WARM_UP = 100
INSERT = "insert into outbox (topic, subject, headers, value) values ($1, $2, $3, $4)"


async def wake_latency(servers: Servers, events: int) -> dict[str, float]:
    """Return p50 and p99, in milliseconds, over `events` events."""
    dsn, topic = await servers.database(), await make_topic(servers.bus, 4)
    relay = Relay(dsn, servers.bus, "bench")
    consumer = AIOKafkaConsumer(topic, **servers.bus.for_clients(), auto_offset_reset="earliest")
    await consumer.start()
    await relay.start()
    async with asyncpg.create_pool(dsn, min_size=4, max_size=4) as pool:
        writing = asyncio.create_task(_write(pool, relay, topic, events + WARM_UP))
        heard: dict[bytes, float] = {}
        while len(heard) < events + WARM_UP:
            async with asyncio.timeout(30):
                record = await consumer.getone()
            heard[record.key] = time.perf_counter()
        committed = await writing
    await relay.stop()
    await consumer.stop()
    waits = [1000 * (heard[key] - at) for key, at in list(committed.items())[WARM_UP:]]
    return {"p50_ms": percentile(waits, 50), "p99_ms": percentile(waits, 99)}


async def _write(pool: "asyncpg.Pool[asyncpg.Record]", relay: Relay, topic: str, count: int) -> dict[bytes, float]:
    """Write an event every 10 ms, whatever the last one took; return when each was committed, by its key."""
    committed: dict[bytes, float] = {}

    async def one() -> None:
        subject = uuid7()
        await pool.execute(INSERT, topic, subject, headers(subject, 1), BODY)
        committed[str(subject).encode()] = time.perf_counter()
        relay.wake()

    begun, loop = [], asyncio.get_running_loop()
    due = loop.time()
    for _ in range(count):
        due += 1 / PER_SECOND
        await asyncio.sleep(due - loop.time())
        begun.append(asyncio.create_task(one()))
    await asyncio.gather(*begun)
    return committed
