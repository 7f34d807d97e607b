"""Queries for operators: records kept back, and the audit of one application."""

import inspect
from typing import Any
from uuid import UUID

import orjson

from chassis.planning.taking import plain
from chassis.process import Decide, Process
from chassis.storage.driver import Pool

PARKED = """
select id, subject, status, reason, detail, attempts, topic, partition, "offset", envelope->>'type' as type, parked_at,
    settled_at
from parked
where ($1::text is null or status = $1) and ($2::uuid is null or subject = $2)
    and ($1::text is not null or settled_at is null)
order by id limit 1000
"""
ONE = """
select id, subject, status, reason, detail, attempts, topic, partition, "offset", envelope, body, parked_at, settled_at
from parked where id = $1
"""
AUDIT = """
select at, message_id, kind, type, source, actor, decision, outcome, detail, emitted, correlation_id
from audit where subject = $1 order by id
"""


async def parked(pool: Pool, status: str | None, subject: UUID | None) -> list[dict[str, Any]]:
    """Return records kept back, oldest first; without a status, those that are open."""
    return [dict(row) for row in await pool.fetch(PARKED, status, subject)]


async def one_parked(pool: Pool, parked_id: int) -> dict[str, Any] | None:
    """Return one record with its headers and its body as text, as far as it is text."""
    row = await pool.fetchrow(ONE, parked_id)
    if row is None:
        return None
    body: bytes = row["body"]
    return dict(row) | {"envelope": orjson.loads(row["envelope"]), "body": body.decode(errors="replace")}


async def audit_of(pool: Pool, process: Process[Any], subject: UUID) -> list[dict[str, Any]]:
    """Return every decision about one aggregate, in order, each with what its code says of itself."""
    said = explanations(process)
    return [
        {
            **dict(row),
            "service": process.name,
            "docstring": said.get(row["decision"], ""),
            "emitted": [name for name in row["emitted"].split(",") if name],
        }
        for row in await pool.fetch(AUDIT, subject)
    ]


def explanations(process: Process[Any]) -> dict[str, str]:
    """Return the docstring of each of the process's decisions, by name."""
    routes = [route.decide for route in process.routes.values()]
    decides: list[Decide] = [*routes, *process.timers.values(), *process.exhausted.values()]
    found = [plain(decide) for decide in decides]
    return {one.__name__: inspect.cleandoc(one.__doc__ or "") for one in found}
