"""Each promise is tried twice: on the storage in memory and on a real Postgres."""

from collections.abc import AsyncIterator
from importlib.resources import files

import asyncpg
import pytest
from mante.stack.backends.scratch import Scratch

from .toy import toy_process
from .world import World, memory_world, postgres_world


async def _prepare(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute((files("chassis") / "sql" / "0001_engine.sql").read_text())
    finally:
        await connection.close()


@pytest.fixture
async def engine_database(databases: Scratch) -> str:
    """A database with the engine's tables."""
    return await databases.copy_of("engine", _prepare)


@pytest.fixture(params=["memory", "postgres"])
async def world(request: pytest.FixtureRequest, databases: Scratch) -> AsyncIterator[World]:
    """The toy service on each storage in turn."""
    if request.param == "memory":
        yield memory_world(toy_process())
        return
    async with asyncpg.create_pool(await databases.copy_of("engine", _prepare), min_size=1, max_size=10) as pool:
        yield postgres_world(toy_process(), pool)
