"""How many events a second a variant takes from a backlog, and what each costs in processor time."""

import asyncio
import time
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from mante.bench.cpu import cpu_time
from mante.bench.dossier import INPUT, OUTPUT
from mante.bench.load import load
from mante.bench.servers import Servers
from mante.bench.topics import make_topic
from mante.bench.worker import Given, working

WARM_UP = 0.2
"""The share of the events that is not measured: the process starts, joins its group, fills its caches."""
LOOK_EVERY = 0.02
PARTITIONS = INPUT.partitions


@dataclass(frozen=True)
class Run:
    """One variant's figures: events a second, and microseconds of processor time per event by part."""

    per_s: float
    cpu_us: dict[str, float]


async def given_topics(servers: Servers) -> None:
    """Make the topics that all runs share."""
    for variant in ("naive", "floor"):
        await make_topic(servers.bus, PARTITIONS, f"bench.{variant}.in")
        await make_topic(servers.bus, PARTITIONS, f"bench.{variant}.out")
    await make_topic(servers.bus, PARTITIONS, INPUT.name)
    await make_topic(servers.bus, PARTITIONS, OUTPUT.name)


async def given_to(variant: str, servers: Servers) -> Given:
    """Return what a worker is told: a new database, and its variant's topics."""
    names = (INPUT.name, OUTPUT.name) if variant == "ours" else (f"bench.{variant}.in", f"bench.{variant}.out")
    return Given(await servers.database(), servers.bus, *names)


async def throughput(variant: str, servers: Servers, count: int) -> Run:
    """Run `variant` over a backlog of `count` events."""
    given = await given_to(variant, servers)
    await load(servers.bus, given.input, count)
    async with AIOKafkaConsumer(given.output, **servers.bus.for_clients()) as consumer:
        partitions = [TopicPartition(given.output, number) for number in range(PARTITIONS)]

        async def come_out() -> int:
            return int(sum((await consumer.end_offsets(partitions)).values())) - before

        before = 0
        before = await come_out()
        async with working(variant, given) as process:
            while (warm := await come_out()) < count * WARM_UP:  # noqa: ASYNC110 - seen from outside
                await asyncio.sleep(LOOK_EVERY)
            began, cpu = time.perf_counter(), cpu_time(servers.home, process.pid)
            while (out := await come_out()) < count:  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY)
            taken, used = time.perf_counter() - began, cpu_time(servers.home, process.pid)
    return Run((out - warm) / taken, used.since(cpu, out - warm))
