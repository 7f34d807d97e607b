"""Which hospitals have left, since when, and who chose them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.storage.driver import Pool

NOTE = """
insert into departures (hospital, left_at)
select hospital, $2 from unnest($1::text[]) hospital
where exists (
    select from aggregates
    where state ->> 'kind' = 'beneficiary' and jsonb_path_query_array(state, '$.hospitals[*].hospital') ? hospital
)
on conflict (hospital) do nothing
"""
FORGET = "delete from departures where hospital <> all($1::text[])"
UNTOLD = "select hospital, left_at from departures where told_at is null order by left_at, hospital"
TOLD = "update departures set told_at = $3 where hospital = $1 and left_at = $2"
# The pooling area is known to applications only; all benefits of a beneficiary are of one.
PERSONS = """
with page as (
    select subject, (state #>> '{benefits,0,application}')::uuid as application from aggregates
    where state ->> 'kind' = 'beneficiary' and subject > $2
        and jsonb_path_query_array(state, '$.hospitals[*].hospital') ? $1
    order by subject limit $3
)
select page.subject, entitlement.state #>> '{application,area}' as area
from page left join aggregates entitlement on entitlement.subject = page.application
order by page.subject
"""
_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Departure:
    """A hospital that has left, and since when (UTC)."""

    hospital: str
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """A beneficiary, and the pooling area of their benefits; None where they have none, or are erased."""

    subject: UUID
    area: str | None


@dataclass(frozen=True, slots=True)
class Stored:
    """The table of departures; persons come `page` at a time."""

    pool: Pool
    page: int = 500

    async def are_away(self, hospitals: Collection[str], now: datetime) -> None:
        """Note who has left that anybody chose, and forget who is back: should they leave again, it counts anew."""
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(FORGET, list(hospitals))
            await connection.execute(NOTE, list(hospitals), now)

    async def untold(self) -> list[Departure]:
        """Return the departures that not everybody concerned was told of."""
        return [Departure(row["hospital"], row["left_at"]) for row in await self.pool.fetch(UNTOLD)]

    async def persons(self, hospital: str, after: Person | None) -> list[Person]:
        """Return a page of the beneficiaries who ever chose the hospital, by id."""
        rows = await self.pool.fetch(PERSONS, hospital, after.subject if after else _FIRST, self.page)
        return [Person(row["subject"], row["area"]) for row in rows]

    async def was_told(self, departure: Departure, now: datetime) -> None:
        """Note that everybody was."""
        await self.pool.execute(TOLD, departure.hospital, departure.left_at, now)
