"""Loading a batch: every row locked in one order, missing ones made, then what the messages point at.

A round trip costs as much as what it carries, so what may be read together is.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.decision import Holder
from chassis.message import Kind, Message
from chassis.planning.working import NOWHERE
from chassis.rows import Held, HeldStatus, Lease, Loaded, Reply, Row, StoredAnswer
from chassis.storage.driver import Connection
from chassis.storage.records import given_up_for_nobody, message_from

# Now is read once every row is locked: the count needs them all. Without a subject it comes alone. Answers are as they
# were before the locks: one that came meanwhile meets its own key when it is written, and all is read once more.
LOCK_ROWS = """
with locked as materialized (
    select subject, state, state_version, seen, emitted, erased_at is not null as erased, held
    from aggregates where subject = any($1::uuid[]) order by subject for update
)
select locked.*, moment.now, moment.epoch, moment.answers
from (
    select chassis_now($2) as now, epoch.number as epoch, array(
        select row (caller, key, digest, status, body) from requests
        where (caller, key) in (select * from unnest($3::text[], $4::text[]))
    ) as answers
    from epoch, (select count(*) from locked) as every_row
) as moment left join locked on true order by locked.subject
"""
# In one order, too: two engines that meet new applications together must not wait for each other.
ADD_ROWS = "insert into aggregates (subject) select unnest($1::uuid[]) on conflict do nothing"
DUE = "select subject, kind, due_at from timers where (subject, kind) in (select * from unnest($1::uuid[], $2::text[]))"
LEASES = "select id, fence, done_at is not null as done from effects where id = any($1::uuid[]) order by id for update"
HELD = """
select id, status, envelope, body, subject from parked
where (subject = any($1::uuid[]) or id = any($2::bigint[])) and settled_at is null
"""
HOLDERS = "select key, subject, note from chassis_holders($1)"
_COLUMNS = len(fields(Row))
"""What follows those of the row is the moment."""


async def load(connection: Connection, messages: Sequence[Message], movable: bool) -> Loaded:  # noqa: FBT001
    """Return all that planning these messages may need. `now` is read after the locks."""
    subjects = sorted({message.subject for message in messages} - {NOWHERE})
    asked = [message for message in messages if message.kind is Kind.REQUEST]
    wanted = (subjects, movable, [one.source for one in asked], [one.key for one in asked])
    found = await connection.fetch(LOCK_ROWS, *wanted)
    rows = _rows(found)
    if missing := [subject for subject in subjects if subject not in rows]:
        await connection.execute(ADD_ROWS, missing)
        found = await connection.fetch(LOCK_ROWS, *wanted)
        rows = _rows(found)
    return Loaded(
        now=found[-1]["now"],
        epoch=found[-1]["epoch"],
        rows=rows,
        due=await _due(connection, messages),
        leases=await _leases(connection, messages),
        answers=_answers(found[-1]["answers"]),
        held=await _held(connection, rows, messages),
    )


def _rows(found: Sequence[asyncpg.Record]) -> dict[UUID, Row]:
    return {row["subject"]: Row(*tuple(row)[:_COLUMNS]) for row in found if row["subject"]}


def _answers(found: Sequence[asyncpg.Record]) -> dict[tuple[str, str], StoredAnswer]:
    return {(caller, key): StoredAnswer(digest, Reply(*reply)) for caller, key, digest, *reply in found}


async def _due(connection: Connection, messages: Sequence[Message]) -> dict[tuple[UUID, str], Any]:
    timers = [message for message in messages if message.kind is Kind.TIMER]
    if not timers:
        return {}
    found = await connection.fetch(DUE, [timer.subject for timer in timers], [timer.type for timer in timers])
    return {(row["subject"], row["kind"]): row["due_at"] for row in found}


async def _leases(connection: Connection, messages: Sequence[Message]) -> dict[UUID, Lease]:
    ids = [message.effect_id for message in messages if message.effect_id is not None]
    found = await connection.fetch(LEASES, ids) if ids else []
    return {row["id"]: Lease(row["fence"], row["done"]) for row in found}


async def _held(connection: Connection, rows: dict[UUID, Row], messages: Sequence[Message]) -> dict[UUID, list[Held]]:
    subjects, named = [subject for subject, row in rows.items() if row.held], given_up_for_nobody(messages)
    held: dict[UUID, list[Held]] = {}
    for row in await connection.fetch(HELD, subjects, named) if subjects or named else []:
        held.setdefault(row["subject"], []).append(held_from(row))
    return held


def held_from(row: asyncpg.Record) -> Held:
    """Return a record kept back as the planner knows it."""
    return Held(row["id"], HeldStatus(row["status"]), message_from(orjson.loads(row["envelope"]), row["body"]))


async def holders(connection: Connection, keys: Collection[str]) -> dict[str, Holder | None]:
    """Lock reservation keys in one order and say who holds each."""
    found = await connection.fetch(HOLDERS, sorted(keys))
    held = {row["key"]: Holder(row["subject"], row["note"]) for row in found}
    return {key: held.get(key) for key in keys}
