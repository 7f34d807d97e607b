"""A lock of the session: had by one, given back whatever happens, and never left on a connection of the pool."""

import asyncio

import asyncpg
import pytest
from chassis.database import session_lock
from chassis.testing.eventually import eventually

KEY = 4_711
WAITS = "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"


async def is_free(dsn: str) -> bool:
    connection = await asyncpg.connect(dsn)
    try:
        async with session_lock(connection, KEY) as held:
            return held
    finally:
        await connection.close()


async def test_one_has_it_until_the_block_ends(database: str) -> None:
    async with asyncpg.create_pool(database, min_size=1, max_size=1) as pool, pool.acquire() as connection:
        async with session_lock(connection, KEY) as held:
            assert held
            assert not await is_free(database)
        assert await is_free(database)
        with pytest.raises(RuntimeError):
            async with session_lock(connection, KEY):
                raise RuntimeError
        assert await is_free(database)
        assert not connection.is_closed()


async def test_it_goes_with_its_connection_where_it_cannot_be_given_back(database: str) -> None:
    async def hold_on() -> None:
        async with pool.acquire() as connection, session_lock(connection, KEY):
            await connection.execute("begin")
            await connection.execute("select broken")

    async with asyncpg.create_pool(database, min_size=1, max_size=1, reset=_nothing) as pool:
        with pytest.raises(asyncpg.PostgresError):
            await hold_on()
        await eventually(lambda: is_free(database))
        assert await pool.fetchval("select 1") == 1


async def test_who_is_stopped_while_holding_it_leaves_it_free(database: str) -> None:
    async def hold_on() -> None:
        async with pool.acquire() as connection, session_lock(connection, KEY):
            await connection.execute("select pg_sleep(60)")

    async with asyncpg.create_pool(database, min_size=1, max_size=2, reset=_nothing) as pool:
        holding = asyncio.create_task(hold_on())
        await eventually(lambda: pool.fetchval(WAITS))
        assert not await is_free(database)
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        await eventually(lambda: is_free(database))


async def _nothing(_: object) -> None:
    pass
