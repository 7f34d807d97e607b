"""The audit of parties, in each service's tables: who changed what, when and why."""

from collections.abc import Iterable
from typing import Any

from chassis.parties.records import Change, What
from chassis.storage.driver import Connection, Pool

NOTE = """
insert into party_changes (revision, at, by, what, code, staff, reason, in_file)
values ($1, $2, $3, $4, $5, $6, $7, true)
on conflict (revision, code) where in_file do nothing
"""
NOTE_HERE = """
insert into party_changes (revision, at, by, what, code, staff, reason, in_file)
select revision, clock_timestamp(), $1, $2, $3, $4, $5, false from parties_taken
"""
LATEST = "select coalesce(max(revision), 0) from party_changes where in_file"
LIST = """
select revision, at, by, what, code, staff, reason, taken_at from party_changes
where $1::text is null or code in ($1, '') or $1 = any(staff)
order by at, id limit 10000
"""


async def note(connection: Connection, changes: Iterable[Change]) -> None:
    """Keep the changes that aren't kept yet, whichever revisions were missed."""
    latest: int = await connection.fetchval(LATEST)
    rows = [_row(change) for change in changes if change.revision > latest]
    await connection.executemany(NOTE, rows)


async def note_an_edit(connection: Connection, revision: int) -> None:
    """Keep that the file was edited by hand, which is all that can be known of it."""
    reason = f"revision {revision} read differently from the file"
    await note_here(connection, What.EDITED, by="migrate", reason=reason)


async def note_here(  # noqa: PLR0913 - who did what to whom and why
    connection: Connection | Pool, what: What, *, by: str, reason: str, code: str = "", staff: Iterable[str] = ()
) -> None:
    """Keep a change that this service alone knows of."""
    await connection.execute(NOTE_HERE, by, what.value, code, list(staff), reason)


async def listed(pool: Pool, code: str | None) -> list[dict[str, Any]]:
    """Return the changes of a party, an operator or a member of staff, oldest first; without a code, all."""
    return [dict(row) for row in await pool.fetch(LIST, code)]


def _row(change: Change) -> tuple[object, ...]:
    staff = list(change.staff)
    return change.revision, change.at, change.by, change.what.value, change.code, staff, change.reason
