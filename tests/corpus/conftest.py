"""Every service, one after the other."""

from collections.abc import AsyncIterator

import pytest
from chassis.testing.plugin import Migrated
from mante.stack.wanted import SERVICES

from .town import House, house


@pytest.fixture(params=SERVICES)
async def served(request: pytest.FixtureRequest, migrated: Migrated) -> AsyncIterator[House]:
    """One of the services, running."""
    async with house(request.param, migrated) as opened:
        yield opened
