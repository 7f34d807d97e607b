"""The database's time, whatever becomes of this machine's."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, tzinfo

import asyncpg
import pytest
from chassis import clock as clock_module
from chassis.clock import Clock
from chassis.storage.driver import Pool

NEAR = timedelta(seconds=2)


class Wrong(datetime):
    """A machine whose clock was set forward by ten minutes."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Wrong":
        return cls.fromtimestamp(datetime.now(tz).timestamp() + 600, tz)


@pytest.fixture
async def pool(engine_database: str) -> AsyncIterator[Pool]:
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=1) as pool:
        yield pool


async def test_a_machine_whose_clock_is_set_does_not_set_ours(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(pool, movable=True)
    await clock.refresh()
    monkeypatch.setattr(clock_module, "datetime", Wrong)
    assert abs(clock.now() - datetime.now(UTC)) < NEAR
    await clock.refresh()
    assert abs(clock.now() - datetime.now(UTC)) < NEAR


async def test_what_passes_passes_here_too_and_what_is_moved_is_moved(pool: Pool) -> None:
    clock = Clock(pool, movable=True)
    await clock.refresh()
    first = clock.now()
    assert clock.now() > first
    moved = await clock.move(timedelta(days=3))
    assert abs(moved - first - timedelta(days=3)) < NEAR
    assert abs(await clock.reset() - first) < NEAR


async def test_no_time_is_moved_in_production(pool: Pool) -> None:
    await pool.execute(clock_module.MOVE, timedelta(days=3))
    clock = Clock(pool, movable=False)
    await clock.refresh()
    assert abs(clock.now() - datetime.now(UTC)) < NEAR
