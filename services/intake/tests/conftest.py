"""A fresh intake for each test, in memory or on a database of its own."""

import pytest
from chassis.migrations import migrate, migrations_of
from mante.stack.backends.scratch import Scratch

from .world import World


@pytest.fixture
def world() -> World:
    """Intake's decisions over memory."""
    return World()


@pytest.fixture
async def intake_database(databases: Scratch) -> str:
    """The DSN of a database with intake's tables."""
    return await databases.copy_of("intake", prepare)


async def prepare(dsn: str) -> None:
    await migrate(dsn, migrations_of("intake"))
