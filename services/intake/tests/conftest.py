"""A fresh intake for each test, in memory or on a database of its own."""

import pytest
from chassis.testing.plugin import Migrated

from .world import World


@pytest.fixture
def world() -> World:
    """Intake's decisions over memory."""
    return World()


@pytest.fixture
async def intake_database(migrated: Migrated) -> str:
    """The DSN of a database with intake's tables."""
    return await migrated("intake")
