"""The shop, and a browser in it."""

from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest

from .shop import shop

SAME_SITE = {"origin": "https://shop.example", "sec-fetch-site": "same-origin"}


@pytest.fixture
async def pool(database: str) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    async with asyncpg.create_pool(database, min_size=1, max_size=3) as pool:
        yield pool


@pytest.fixture
async def browser(pool: "asyncpg.Pool[asyncpg.Record]") -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(await shop(pool))
    async with httpx.AsyncClient(transport=transport, base_url="https://shop.example", headers=SAME_SITE) as client:
        yield client
