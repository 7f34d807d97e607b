"""The time as the database tells it, near enough for what is not a deadline: signatures, ages, pages.

Deadlines and decisions use `Cause.now`, which the engine reads under its locks.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chassis.storage.driver import Pool

MOVE = "update clock_offset set shift = shift + $1"
RESET = "update clock_offset set shift = interval '0'"


@dataclass(slots=True)
class Clock:
    """The database's clock, remembered as its distance from this machine's. `movable` is false in production."""

    pool: Pool
    movable: bool
    _ahead: timedelta = field(default=timedelta())

    def now(self) -> datetime:
        """Return the time in UTC, as far as the last refresh knew."""
        return datetime.now(UTC) + self._ahead

    async def refresh(self) -> None:
        """Ask the database for the time."""
        asked = datetime.now(UTC)
        told: datetime = await self.pool.fetchval("select chassis_now($1)", self.movable)
        answered = datetime.now(UTC)
        self._ahead = told - asked - (answered - asked) / 2

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
