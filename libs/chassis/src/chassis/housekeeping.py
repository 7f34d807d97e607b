"""Nothing grows for ever: what is deleted when. Retention of requests comes from the catalogue."""

from dataclasses import dataclass
from datetime import timedelta

from contracts.catalogue import REQUEST_ANSWERS_DAYS

from chassis.storage.driver import Pool

PAGE = 5_000
STATEMENTS = {
    "requests": "delete from requests where ctid = any(array(select ctid from requests "
    "where answered_at < clock_timestamp() - $1::interval limit $2))",
    "effects": "delete from effects where ctid = any(array(select ctid from effects "
    "where done_at < clock_timestamp() - $1::interval limit $2))",
    "parked": "delete from parked where ctid = any(array(select ctid from parked "
    "where settled_at < clock_timestamp() - $1::interval limit $2))",
}


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what is done with is kept."""

    requests: timedelta = timedelta(days=REQUEST_ANSWERS_DAYS)
    effects: timedelta = timedelta(days=30)
    parked: timedelta = timedelta(days=180)


async def clean(pool: Pool, retention: Retention) -> dict[str, int]:
    """Delete what is past its time, a page at a time; return how many rows went from each table."""
    ages = {"requests": retention.requests, "effects": retention.effects, "parked": retention.parked}
    return {table: await _clean(pool, statement, ages[table]) for table, statement in STATEMENTS.items()}


async def _clean(pool: Pool, statement: str, age: timedelta) -> int:
    gone = 0
    while True:
        deleted = int((await pool.execute(statement, age, PAGE)).split()[-1])
        gone += deleted
        if deleted < PAGE:
            return gone
