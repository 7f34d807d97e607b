"""The toy, served from a database of the test's own."""

from collections.abc import AsyncIterator

import pytest

from .counter import Desk, open_desk


@pytest.fixture
async def desk(engine_database: str) -> AsyncIterator[Desk]:
    async with open_desk(engine_database) as opened:
        yield opened
