"""What a running service does on the side: keep its clock, its parties and its house in order."""

import asyncio

import asyncpg
import structlog

from chassis.clock import Clock
from chassis.housekeeping import Retention, clean
from chassis.relay.partitions import maintain
from chassis.storage import Away
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

CLOCK_EVERY = 5.0
HOUSE_EVERY = 3600.0
_log = structlog.get_logger()


async def keep_time(clock: Clock) -> None:
    """Ask the database for the time, over and over."""
    while True:
        try:
            with in_our_words():
                await clock.refresh()
        except Away as away:
            _log.warning("clock.outdated", reason=str(away))
        await asyncio.sleep(CLOCK_EVERY)


async def keep_house(pool: Pool) -> None:
    """Make the partitions of the days to come, and delete what is past its time, once an hour."""
    while True:
        try:
            with in_our_words():
                async with pool.acquire() as connection:
                    await maintain(connection)
                await clean(pool, Retention())
        except (Away, asyncpg.PostgresError) as error:
            _log.warning("house.unkept", reason=str(error))
        await asyncio.sleep(HOUSE_EVERY)
