"""The time as the database tells it, near enough for what is not a deadline: signatures, ages, pages.

Deadlines and decisions use `Cause.now`, which the engine reads under its locks.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chassis.storage.driver import Pool

MOVE = "update clock_offset set shift = shift + $1"
RESET = "update clock_offset set shift = interval '0'"


@dataclass(slots=True)
class Clock:
    """The database's clock, as it was when it was last asked, and what passed since. `movable` is false in production.

    This machine's own clock may be set forward or back, and is asked only before the database was.
    """

    pool: Pool
    movable: bool
    _told: datetime | None = field(default=None)
    _at: float = field(default=0.0)

    def now(self) -> datetime:
        """Return the time in UTC."""
        if self._told is None:
            return datetime.now(UTC)
        return self._told + timedelta(seconds=time.monotonic() - self._at)

    async def refresh(self) -> None:
        """Ask the database for the time."""
        asked = time.monotonic()
        told: datetime = await self.pool.fetchval("select chassis_now($1)", self.movable)
        self._told, self._at = told, (asked + time.monotonic()) / 2

    async def move(self, by: timedelta) -> datetime:
        """Move the time of this service; return what it is now."""
        await self.pool.execute(MOVE, by)
        await self.refresh()
        return self.now()

    async def reset(self) -> datetime:
        """Go back to real time."""
        await self.pool.execute(RESET)
        await self.refresh()
        return self.now()
