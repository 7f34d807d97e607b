"""A hospital that takes no part any more: who chose it is found, when it was away for a day, and told by day."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from benefits.departures.store import Stored
from benefits.departures.telling import Departures
from chassis.asking import PATIENCE
from chassis.testing.eventually import eventually
from contracts.events.benefits import DesignatedHospitalChosen, DesignatedHospitalLeft
from contracts.ids import uuid7

from .serving import Office, office
from .world import FIRST, SECOND, chosen, shanghai

AGENCY = "A52029900001"


@pytest.fixture
async def desk(benefits_database: str) -> AsyncIterator[Office]:
    async with office(benefits_database, chores=False) as opened:
        yield opened


class Looking:
    """Looks at the departures at a time that the test says, with whom it says away."""

    def __init__(self, desk: Office, page: int = 500) -> None:
        pool, engine = desk.service.ground.pool, desk.service.engine
        self.time, self.away = shanghai("2026-12-15"), list[str]()
        self.pool, self.desk = pool, desk
        self.departures = Departures(
            Stored(pool, page), lambda: self.time, lambda: self.away, lambda all_: engine.decide(all_, PATIENCE)
        )

    async def look(self, at: str, *away: str) -> None:
        self.time, self.away = shanghai(at), list(away)
        await self.departures.look()

    async def told(self) -> int:
        """How many were told, once what is under way is done."""
        await eventually(self._nothing_waits, within=20)
        return await self.desk.said(DesignatedHospitalLeft)

    async def noted(self) -> list[str]:
        return [row["hospital"] for row in await self.pool.fetch("select hospital from departures order by hospital")]

    async def _nothing_waits(self) -> bool:
        return not await self.pool.fetchval("select count(*) from effects where done_at is null")


async def has_chosen(desk: Office, hospital: str) -> UUID:
    application, _ = await desk.grant()
    person = await desk.service.ground.pool.fetchval(
        "select state #>> '{application,person_ref}' from aggregates where subject = $1", application
    )
    before = await desk.said(DesignatedHospitalChosen)
    await desk.hear(chosen(UUID(person), hospital, await desk.now(), uuid7()), application)

    async def is_theirs() -> bool:
        return await desk.said(DesignatedHospitalChosen) > before

    await eventually(is_theirs, within=20)
    return application


async def test_whoever_chose_it_is_told_once_when_it_was_away_for_a_day_and_by_day(desk: Office) -> None:
    looking = Looking(desk)
    for hospital in (FIRST, FIRST, SECOND):
        await has_chosen(desk, hospital)
    await looking.look("2026-12-15 22:30", FIRST, AGENCY)
    assert await looking.noted() == [FIRST]
    for at in ("2026-12-16 20:59", "2026-12-16 22:31", "2026-12-17 07:59"):
        await looking.look(at, FIRST, AGENCY)
        assert await looking.told() == 0
    for at in ("2026-12-17 08:00", "2026-12-17 08:01", "2026-12-18 09:00"):
        await looking.look(at, FIRST, AGENCY)
        assert await looking.told() == 2


async def test_of_more_than_a_page_everybody_is_told_and_who_has_no_benefit_is_no_hindrance(
    desk: Office,
) -> None:
    looking = Looking(desk, page=1)
    for _ in range(3):
        await has_chosen(desk, FIRST)
    await looking.pool.execute(
        "insert into aggregates (subject, state) select gen_random_uuid(), jsonb_set(state, '{benefits}', '[]') "
        "from aggregates where state ->> 'kind' = 'beneficiary'"
    )
    await looking.look("2026-12-15 10:00", FIRST)
    await looking.look("2026-12-16 10:00", FIRST)
    assert await looking.told() == 3


async def test_who_is_back_within_the_day_never_left(desk: Office) -> None:
    looking = Looking(desk)
    await has_chosen(desk, FIRST)
    await looking.look("2026-12-15 10:00", FIRST)
    await looking.look("2026-12-15 18:00")
    assert await looking.noted() == []
    await looking.look("2026-12-16 17:00", FIRST)
    await looking.look("2026-12-17 16:59", FIRST)
    assert await looking.told() == 0
    await looking.look("2026-12-17 17:00", FIRST)
    assert await looking.told() == 1


async def test_a_look_that_was_cut_off_tells_nobody_twice(desk: Office) -> None:
    looking = Looking(desk)
    for _ in range(2):
        await has_chosen(desk, FIRST)
    await looking.look("2026-12-15 10:00", FIRST)
    await looking.look("2026-12-16 10:00", FIRST)
    await looking.pool.execute("update departures set told_at = null")
    await looking.look("2026-12-16 10:01", FIRST)
    assert await looking.told() == 2


async def test_the_running_service_looks_by_itself(benefits_database: str) -> None:
    async with office(benefits_database, chores=False) as desk:
        await has_chosen(desk, FIRST)
    async with office(benefits_database, suspended=(FIRST,)) as desk:
        looking = Looking(desk)

        async def is_noted() -> bool:
            return await looking.noted() == [FIRST]

        await eventually(is_noted, within=20)
