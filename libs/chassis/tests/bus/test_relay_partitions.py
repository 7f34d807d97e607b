import asyncio
from datetime import UTC, date, datetime, timedelta

from chassis.relay.partitions import maintain, name_of

from .outbox import Outbox

KEEP_DAYS = 30
SENT = "insert into outbox_sent (id, topic, subject, headers, value, created_at, sent_at) "
ROW = SENT + "values ($1, 'a', gen_random_uuid(), '', '', $2, $2)"
WHERE = "select id, tableoid::regclass::text from outbox_sent order by id"


def midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


async def test_a_week_of_partitions_is_made_ahead_once(outbox: Outbox) -> None:
    async with outbox.pool.acquire() as connection:
        first, again = await maintain(connection, KEEP_DAYS), await maintain(connection, KEEP_DAYS)
    assert len(first.made) == 8
    assert (again.made, again.dropped) == ((), ())


async def test_what_was_sent_on_a_day_without_a_partition_moves_into_its_own(outbox: Outbox) -> None:
    today = datetime.now(UTC).date()
    await outbox.pool.execute(ROW, 1, midday(today))
    await outbox.pool.execute(ROW, 2, midday(today - timedelta(days=3)))
    async with outbox.pool.acquire() as connection:
        await maintain(connection, KEEP_DAYS)
    rows = [tuple(row) for row in await outbox.pool.fetch(WHERE)]
    assert rows == [(1, name_of(today)), (2, "outbox_sent_default")]


async def test_days_past_their_time_are_dropped_from_wherever_they_lie(outbox: Outbox) -> None:
    today = datetime.now(UTC).date()
    async with outbox.pool.acquire() as connection:
        await maintain(connection, KEEP_DAYS)
        await outbox.pool.execute(ROW, 1, midday(today - timedelta(days=31)))
        await outbox.pool.execute(ROW, 2, midday(today - timedelta(days=29)))
        later = await maintain(connection, keep_days=-3)
    assert later.dropped == tuple(today + timedelta(days=days) for days in range(3))
    assert await outbox.pool.fetchval("select count(*) from outbox_sent") == 0


async def test_the_days_that_are_kept_keep_what_they_hold(outbox: Outbox) -> None:
    today = datetime.now(UTC).date()
    async with outbox.pool.acquire() as connection:
        await outbox.pool.execute(ROW, 1, midday(today - timedelta(days=31)))
        await outbox.pool.execute(ROW, 2, midday(today - timedelta(days=29)))
        await maintain(connection, KEEP_DAYS)
    assert [row["id"] for row in await outbox.pool.fetch(WHERE)] == [2]


async def test_of_several_instances_that_keep_house_at_once_none_fails(outbox: Outbox) -> None:
    async def keep_house() -> int:
        async with outbox.pool.acquire() as connection:
            return len((await maintain(connection, KEEP_DAYS)).made)

    assert sum(await asyncio.gather(*(keep_house() for _ in range(5)))) == 8
