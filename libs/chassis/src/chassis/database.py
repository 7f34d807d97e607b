"""The service's own database: a pool that connects when it is first used, and dates that it takes and gives in UTC."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import structlog

from chassis.ending import GRACE
from chassis.settings import ServiceSettings
from chassis.storage.driver import Connection, Pool

COMMAND_SECONDS = 30.0
IDLE_SECONDS = 300.0
CONNECT_SECONDS = 5.0
PLAN_ONCE = "force_generic_plan"
"""A statement finds its rows by a key, whichever they are: a plan of its own for each call costs more than it saves."""
_log = structlog.get_logger()


def new_pool(settings: ServiceSettings) -> Pool:
    """Return a pool that isn't open yet (`opened` opens it). Call it inside the running loop.

    It opens without a connection, so that a service starts, and says it isn't ready, while Postgres is away.
    """
    return asyncpg.create_pool(
        settings.postgres.get_secret_value(),
        min_size=0,
        max_size=settings.pool_size,
        timeout=CONNECT_SECONDS,
        command_timeout=COMMAND_SECONDS,
        max_inactive_connection_lifetime=IDLE_SECONDS,
        server_settings={"application_name": settings.instance, "timezone": "UTC", "plan_cache_mode": PLAN_ONCE},
        reset=_leave_as_it_is,
    )


async def _leave_as_it_is(connection: Connection) -> None:
    """Spare each transaction a round trip: nobody changes a session but `session_lock`, which tidies up by itself."""


@asynccontextmanager
async def session_lock(connection: Connection, key: int) -> AsyncIterator[bool]:
    """Say whether the lock `key` could be had at once; it is held, without a transaction, until the block ends.

    Where it can't be given back its connection is cut, and the lock goes with it.
    """
    tidy = False
    try:
        held: bool = await connection.fetchval("select pg_try_advisory_lock($1)", key)
        try:
            yield held
        finally:
            if held:
                await connection.execute("select pg_advisory_unlock($1)", key)
            tidy = True
    finally:
        if not tidy:
            connection.terminate()


@asynccontextmanager
async def opened(pool: Pool) -> AsyncIterator[None]:
    """Open a pool, and close it at the end of the block; what doesn't close within `GRACE` seconds is cut."""
    await pool
    try:
        yield
    finally:
        try:
            async with asyncio.timeout(GRACE):
                await pool.close()
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            _log.warning("database.cut", reason=repr(error))
