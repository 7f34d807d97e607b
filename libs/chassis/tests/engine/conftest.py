"""Each promise is tried twice: on the storage in memory and on a real Postgres."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from chassis.testing.plugin import Migrated

from .toy import toy_process
from .world import World, memory_world, postgres_world


@pytest.fixture(params=["memory", "postgres"])
async def world(request: pytest.FixtureRequest, migrated: Migrated) -> AsyncIterator[World]:
    """The toy service on each storage in turn."""
    if request.param == "memory":
        yield memory_world(toy_process())
        return
    async with asyncpg.create_pool(await migrated(None), min_size=1, max_size=10) as pool:
        yield postgres_world(toy_process(), pool)
