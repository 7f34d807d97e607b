"""Others get in the way: they hold a table, take partitions and give them back, leave little of the processor."""

import asyncio
import time

import asyncpg
from chassis.bus.kafka_consumer import KafkaConsumer
from contracts.catalogue import TOPICS

from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.table import Inject
from mante.lagging import groups_of

STAYS = 1.0
"""Seconds that somebody is in a group before leaving it again."""


def table_locked(service: str, table: str, seconds: float) -> Inject:
    """Lock a table of a service against everything, reading too, as a migration does that waits for something."""

    async def inject(ground: Ground) -> Injected:
        connection = await asyncpg.connect(ground.watch.dsn(service))
        try:
            async with connection.transaction():
                await connection.execute(f"lock table {table} in access exclusive mode")
                await asyncio.sleep(seconds)
                waited = await connection.fetchval("select count(*) from pg_locks where not granted")
        finally:
            await connection.close()
        if not waited:
            raise Unconfirmed(f"nobody waited for {table}")
        return Injected(f"{waited} sessions waited for {table} of {service}", time.monotonic())

    return inject


def group_stirred(service: str, seconds: float) -> Inject:
    """Let somebody join a service's group, take partitions of it and leave again, over and over."""
    topics = [topic.name for topic in TOPICS if service in groups_of(topic)]

    async def inject(ground: Ground) -> Injected:
        until, taken = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            login = ground.place.kafka.login()
            async with KafkaConsumer(*topics, **login, group_id=service, enable_auto_commit=False) as consumer:
                await asyncio.sleep(STAYS)
                taken += bool(consumer.assignment())
        if not taken:
            raise Unconfirmed(f"nobody got a partition of {service}")
        return Injected(f"somebody took partitions of {service} {taken} times", time.monotonic())

    return inject


def starved(name: str, seconds: float, share: float = 0.1) -> Inject:
    """Leave a program a share of the processor for a while."""

    async def inject(ground: Ground) -> Injected:
        until, times = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            await ground.programs.freeze(name, (1 - share) / 10)
            await asyncio.sleep(share / 10)
            times += 1
        return Injected(f"{name} stood still {times} times in {seconds:g} s", time.monotonic())

    return inject
