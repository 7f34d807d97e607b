"""Notify's queries over its correspondences."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from chassis.storage.driver import Pool

APPLICATION_OF = "select subject from aggregates where state @> $1::jsonb"


@dataclass(frozen=True, slots=True)
class Correspondences:
    """What was written about which application."""

    pool: Pool

    async def application_of(self, notice_id: UUID) -> UUID | None:
        """Return the application that a notice is about."""
        pattern = orjson.dumps({"notices": [{"id": str(notice_id)}]}).decode()
        found: UUID | None = await self.pool.fetchval(APPLICATION_OF, pattern)
        return found
