"""The daily partitions of `outbox_sent`: a week made ahead, those past their time dropped.

What was sent on a day without a partition lies in the default one, and moves over when the day gets its own.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from chassis.database import session_lock
from chassis.storage.driver import Connection

AHEAD_DAYS = 7
LOCK = int.from_bytes(b"sent")
# A partition is attached under locks that publishing waits for: rather try again later than stand in its way.
LOCK_TIMEOUT = "set local lock_timeout = '2s'"
NAMES = """
select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'outbox_sent'::regclass and c.relname ~ '^outbox_sent_[0-9]{8}$'
"""
TODAY = "select (clock_timestamp() at time zone 'UTC')::date"
# A name and bounds can't be parameters; these are a date's.
MAKE = """
lock table outbox_sent_default in access exclusive mode;
create table {name} (like outbox_sent including defaults);
with moved as (delete from outbox_sent_default where sent_at >= '{first}' and sent_at < '{end}' returning *)
insert into {name} select * from moved;
alter table outbox_sent attach partition {name} for values from ('{first}') to ('{end}');
"""
FORGET = "delete from outbox_sent_default where sent_at < $1"


@dataclass(frozen=True, slots=True)
class Maintained:
    """Days (UTC) that got a partition, and days whose partition went."""

    made: tuple[date, ...]
    dropped: tuple[date, ...]


async def maintain(connection: Connection, keep_days: int, ahead_days: int = AHEAD_DAYS) -> Maintained:
    """Make the partitions of today and of `ahead_days` more, drop those of days more than `keep_days` ago.

    Of several instances that try at once, one does it and the others find nothing to do. Days are of database time, in
    UTC. Raises `asyncpg.LockNotAvailableError` where publishing is too busy: try later.
    """
    async with session_lock(connection, LOCK) as held:
        if not held:
            return Maintained((), ())
        return await _maintain(connection, await connection.fetchval(TODAY), keep_days, ahead_days)


async def _maintain(connection: Connection, today: date, keep_days: int, ahead_days: int) -> Maintained:
    there = {_day_of(row["relname"]) for row in await connection.fetch(NAMES)}
    missing = sorted({today + timedelta(days=days) for days in range(ahead_days + 1)} - there)
    oldest = today - timedelta(days=keep_days)
    past = sorted(day for day in there if day < oldest)
    for day in missing:
        await _run(connection, MAKE.format(name=name_of(day), first=_midnight(day), end=_midnight(day, 1)))
    for day in past:
        await _run(connection, f"drop table {name_of(day)}")
    await connection.execute(FORGET, _midnight(oldest))
    return Maintained(tuple(missing), tuple(past))


def name_of(day: date) -> str:
    """Return the name of a day's partition."""
    return f"outbox_sent_{day:%Y%m%d}"


async def _run(connection: Connection, statements: str) -> None:
    async with connection.transaction():
        await connection.execute(LOCK_TIMEOUT)
        await connection.execute(statements)


def _day_of(partition: str) -> date:
    return datetime.strptime(f"{partition[-8:]}+0000", "%Y%m%d%z").date()


def _midnight(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, UTC)
