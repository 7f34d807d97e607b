"""What a running service does on the side: keep its clock, its timers and its house; and see that all of it goes on."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg
import structlog

from chassis.clock import Clock
from chassis.housekeeping import Retention, clean
from chassis.relay.partitions import maintain
from chassis.storage import Away, Retry
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words
from chassis.timers import Timers

CLOCK_EVERY = 5.0
HOUSE_EVERY = 3600.0
TIMERS_EVERY = 0.5
AFTER_A_FALL = 1.0
_log = structlog.get_logger()


async def tend(name: str, chore: Callable[[], Awaitable[None]]) -> None:
    """Do a chore that has no end; begin it again should it fall: no defect may end it in silence."""
    while True:
        try:
            await chore()
        except Exception:  # noqa: BLE001 - whatever it is, it is logged and the chore goes on
            _log.exception("chore.fallen", chore=name)
        await asyncio.sleep(AFTER_A_FALL)


async def keep_time(clock: Clock) -> None:
    """Ask the database for the time, over and over."""
    while True:
        try:
            with in_our_words():
                await clock.refresh()
        except Away as away:
            _log.warning("clock.outdated", reason=str(away))
        await asyncio.sleep(CLOCK_EVERY)


async def keep_house(pool: Pool, published_days: int) -> None:
    """Make the partitions of the days to come, and delete what is past its time, once an hour."""
    while True:
        try:
            with in_our_words():
                async with pool.acquire() as connection:
                    await maintain(connection, published_days)
                await clean(pool, Retention())
        except (Away, Retry, asyncpg.PostgresError) as error:
            _log.warning("house.unkept", reason=str(error))
        await asyncio.sleep(HOUSE_EVERY)


async def fire_timers(timers: Timers) -> None:
    """Fire what is due. For a service without the bus: it has no relay, and so no leader to do it."""
    while True:
        try:
            pause = await timers.fire_due()
        except Away:
            pause = TIMERS_EVERY
        await asyncio.sleep(max(0.05, min(pause, TIMERS_EVERY)))
