"""What is asked of benefits' rows, besides what the engine does with them."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.storage.driver import Pool

from benefits.domain.beneficiary import Beneficiary
from benefits.domain.entitlement import Entitlement

GRANTED_ON = """
select subject, state, state_version from aggregates
where state #>> '{grant,granted_on}' = $1 and ($2::text is null or state #>> '{application,area}' = $2)
order by state #>> '{application,number}'
"""
BY_NUMBER = """
select subject, state, state_version from aggregates where state #>> '{application,number}' = any($1::text[])
"""
BY_REGISTRATION = """
select state #>> '{registration,number}' as registration, state #>> '{application,number}' as number
from aggregates where state #>> '{registration,number}' = any($1::text[])
"""
ONE_IMPORT = 7_012_041
LOCK = "select pg_advisory_xact_lock($1)"


@dataclass(frozen=True, slots=True)
class Found:
    """An entitlement as stored, and the application it belongs to."""

    application_id: UUID
    entitlement: Entitlement


@dataclass(frozen=True, slots=True)
class Entitlements:
    """Entitlements as stored; `open_state` decodes a state of any released version."""

    pool: Pool
    open_state: Callable[[str, int], Entitlement | Beneficiary]

    async def granted_on(self, day: date, area: str | None) -> list[Found]:
        """Return what was granted on a day (Asia/Shanghai), in one pooling area or in all, by application number."""
        return [found async for found in self._found(GRANTED_ON, day.isoformat(), area)]

    async def by_number(self, numbers: Collection[str]) -> dict[str, Found]:
        """Return the entitlements of these application numbers, as far as there are any."""
        return {
            found.entitlement.application.number: found
            async for found in self._found(BY_NUMBER, list(numbers))
            if found.entitlement.application is not None
        }

    async def owners(self, registrations: Collection[str]) -> dict[str, str]:
        """Return the application numbers that these serial numbers belong to."""
        rows = await self.pool.fetch(BY_REGISTRATION, list(registrations))
        return {row["registration"]: row["number"] for row in rows}

    @asynccontextmanager
    async def one_import_at_a_time(self) -> AsyncIterator[None]:
        """Keep other imports waiting, in whatever process: what was looked up stays true until it is written."""
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(LOCK, ONE_IMPORT)
            yield

    async def _found(self, query: str, *values: object) -> AsyncIterator[Found]:
        for row in await self.pool.fetch(query, *values):
            state = self.open_state(row["state"], row["state_version"])
            if isinstance(state, Entitlement):
                yield Found(row["subject"], state)
