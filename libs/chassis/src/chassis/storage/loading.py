"""Loading a batch: missing rows first, then every row locked in one order, then what the messages point at."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.decision import Holder
from chassis.message import Kind, Message
from chassis.planning.working import NOWHERE
from chassis.rows import Held, HeldStatus, Lease, Loaded, Reply, Row, StoredAnswer
from chassis.storage.driver import Connection
from chassis.storage.records import message_from

# Inserted first and in one order: two engines that meet a new application together must not lose each other's row.
ADD_ROWS = "insert into aggregates (subject) select unnest($1::uuid[]) on conflict do nothing"
LOCK_ROWS = """
select subject, state, state_version, seen, emitted, erased_at is not null as erased, held
from aggregates where subject = any($1::uuid[]) order by subject for update
"""
NOW = "select chassis_now($1) as now, number as epoch from epoch"
DUE = "select subject, kind, due_at from timers where (subject, kind) in (select * from unnest($1::uuid[], $2::text[]))"
LEASES = "select id, fence, done_at is not null as done from effects where id = any($1::uuid[]) order by id for update"
ANSWERS = """
select caller, key, digest, status, body from requests
where (caller, key) in (select * from unnest($1::text[], $2::text[]))
"""
HELD = "select id, status, envelope, body, subject from parked where subject = any($1::uuid[]) and settled_at is null"
LOCK_KEYS = "select pg_advisory_xact_lock(hashtextextended(key, 7)) from unnest($1::text[]) as key"
HOLDERS = "select key, subject, note from reservations where key = any($1::text[])"


async def load(connection: Connection, messages: Sequence[Message], movable: bool) -> Loaded:  # noqa: FBT001
    """Return all that planning these messages may need. `now` is read after the locks."""
    subjects = sorted({message.subject for message in messages} - {NOWHERE})
    await connection.execute(ADD_ROWS, subjects)
    rows = {found["subject"]: _row(found) for found in await connection.fetch(LOCK_ROWS, subjects)}
    ((now, epoch),) = await connection.fetch(NOW, movable)
    return Loaded(
        now=now,
        epoch=epoch,
        rows=rows,
        due=await _due(connection, messages),
        leases=await _leases(connection, messages),
        answers=await _answers(connection, messages),
        held=await _held(connection, rows),
    )


def _row(found: asyncpg.Record) -> Row:
    return Row(*found.values())


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


async def _answers(connection: Connection, messages: Sequence[Message]) -> dict[tuple[str, str], StoredAnswer]:
    asked = [message for message in messages if message.kind is Kind.REQUEST]
    if not asked:
        return {}
    found = await connection.fetch(ANSWERS, [one.source for one in asked], [one.key for one in asked])
    return {
        (row["caller"], row["key"]): StoredAnswer(row["digest"], Reply(row["status"], row["body"])) for row in found
    }


async def _held(connection: Connection, rows: dict[UUID, Row]) -> dict[UUID, list[Held]]:
    subjects = [subject for subject, row in rows.items() if row.held]
    held: dict[UUID, list[Held]] = {}
    for row in await connection.fetch(HELD, subjects) if subjects else []:
        held.setdefault(row["subject"], []).append(held_from(row))
    return held


def held_from(row: asyncpg.Record) -> Held:
    """Return a record kept back as the planner knows it."""
    return Held(row["id"], HeldStatus(row["status"]), message_from(orjson.loads(row["envelope"]), row["body"]))


async def holders(connection: Connection, keys: Collection[str]) -> dict[str, Holder | None]:
    """Lock reservation keys in one order and say who holds each."""
    ordered = sorted(keys)
    await connection.execute(LOCK_KEYS, ordered)
    found = {row["key"]: Holder(row["subject"], row["note"]) for row in await connection.fetch(HOLDERS, ordered)}
    return {key: found.get(key) for key in ordered}
