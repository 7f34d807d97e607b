"""What waits in the database: records kept back, effects to do, timers that are due. Measured every few seconds."""

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog

from chassis.observing import figures
from chassis.storage import Away
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

EVERY = 10.0
KEPT_BACK = """
select status, reason, count(*)::int as records,
    extract(epoch from clock_timestamp() - min(parked_at))::float8 as age
from parked where settled_at is null group by status, reason
"""
EFFECTS = """
select kind, count(*)::int as waiting,
    coalesce(extract(epoch from chassis_now($1) - min(not_before)), 0)::float8 as overdue
from effects where done_at is null group by kind
"""
TIMERS = "select coalesce(extract(epoch from chassis_now($1) - min(due_at)), 0)::float8 from timers"
OUTBOX = """
select count(*)::int as events,
    coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as oldest_seconds from outbox
"""
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits, as rows by table."""

    kept_back: list[dict[str, Any]]
    effects: list[dict[str, Any]]
    timers_overdue: float
    outbox: dict[str, Any]


async def measure(pool: Pool, *, movable: bool) -> Backlog:
    """Return what waits now. Raises `Away`."""
    with in_our_words():
        kept_back = [dict(row) for row in await pool.fetch(KEPT_BACK)]
        effects = [dict(row) for row in await pool.fetch(EFFECTS, movable)]
        overdue: float = await pool.fetchval(TIMERS, movable)
        outbox = dict(await pool.fetchrow(OUTBOX) or {})
    return Backlog(kept_back, effects, max(0.0, overdue), outbox)


async def keep_measuring(service: str, pool: Pool, *, movable: bool) -> None:
    """Show what waits on `/metrics`, for ever."""
    while True:
        try:
            _show(service, await measure(pool, movable=movable))
        except Away as away:
            _log.warning("backlog.unmeasured", reason=str(away))
        await asyncio.sleep(EVERY)


def _show(service: str, backlog: Backlog) -> None:
    # Rows that are gone leave no label behind: what was parked and is settled must not go on alarming.
    figures.PARKED.clear()
    figures.EFFECTS_WAITING.clear()
    for row in backlog.kept_back:
        figures.PARKED.labels(service, row["status"], row["reason"]).set(row["records"])
    for row in backlog.effects:
        figures.EFFECTS_WAITING.labels(service, row["kind"]).set(row["waiting"])
    waiting = [row["age"] for row in backlog.kept_back if row["status"] == "waiting"]
    figures.OLDEST_GAP.labels(service).set(max(waiting, default=0.0))
    figures.EFFECTS_OLDEST.labels(service).set(max(0.0, *(row["overdue"] for row in backlog.effects), 0.0))
    figures.TIMERS_OVERDUE.labels(service).set(backlog.timers_overdue)
