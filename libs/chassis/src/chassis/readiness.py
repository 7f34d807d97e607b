"""Whether the service may be given work: its own database answers and has all that this code needs."""

import asyncio
from dataclasses import dataclass

from chassis.migrations import Edited, is_migrated, migrations_of
from chassis.storage import Away
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

SECONDS = 3.0


@dataclass(slots=True)
class Readiness:
    """`begun` is set once the service has started all that it does. A broker that is away is an alarm, not a reason."""

    pool: Pool
    package: str
    begun: bool = False
    _migrated: bool = False

    async def unready(self) -> str:
        """Return why no work may come yet; empty if it may."""
        return await self.missing() or ("" if self.begun else "starting")

    async def missing(self) -> str:
        """Return what the database lacks; empty if nothing."""
        try:
            with in_our_words():
                async with asyncio.timeout(SECONDS):
                    return await self._look()
        except Away:
            return "the database is away"
        except Edited as edited:
            return str(edited)

    async def _look(self) -> str:
        if self._migrated:
            await self.pool.fetchval("select 1")
        else:
            self._migrated = await is_migrated(self.pool, migrations_of(self.package))
        return "" if self._migrated else "the database isn't migrated"
