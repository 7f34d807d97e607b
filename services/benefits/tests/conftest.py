"""What tests of benefits share."""

import pytest
from chassis.testing.plugin import Migrated

from .world import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def benefits_database(migrated: Migrated) -> str:
    """The DSN of a database with benefits' tables."""
    return await migrated("benefits")
