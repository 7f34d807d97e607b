"""A fresh review service for each test: in memory, or on Postgres and over HTTP."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from .office import Office, open_review
from .world import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def office(migrated: Callable[[str], Awaitable[str]]) -> AsyncIterator[Office]:
    async with open_review(migrated) as opened:
        yield opened
