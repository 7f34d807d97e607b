"""Writing a commit: a handful of multi-row statements, each only when there is something to write."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson

from chassis.rows import Commit, HeldStatus, NewHeld
from chassis.storage.appending import append_audit, append_outbox
from chassis.storage.driver import Connection
from chassis.storage.records import body_of, envelope_of, record_digest

SAVE_ROWS = """
update aggregates set state = new.state::jsonb, state_version = new.version, seen = new.seen::jsonb,
    emitted = new.emitted::jsonb, held = new.held, changed_at = clock_timestamp(),
    erased_at = case when new.erased then coalesce(erased_at, clock_timestamp()) end
from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bool[], $7::int[])
    as new (subject, state, version, seen, emitted, erased, held)
where aggregates.subject = new.subject
"""
SET_TIMERS = """
insert into timers (subject, kind, due_at) select * from unnest($1::uuid[], $2::text[], $3::timestamptz[])
on conflict (subject, kind) do update set due_at = excluded.due_at
"""
CLEAR_TIMERS = "delete from timers where (subject, kind) in (select * from unnest($1::uuid[], $2::text[]))"
ADD_EFFECTS = """
insert into effects (id, subject, kind, body, not_before, correlation_id, traceparent)
select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::timestamptz[], $6::uuid[], $7::text[])
on conflict (id) do nothing
"""
FINISH_EFFECTS = "update effects set done_at = clock_timestamp(), lease_until = null where id = any($1::uuid[])"
ADD_ANSWERS = """
insert into requests (caller, key, subject, digest, status, body)
select * from unnest($1::text[], $2::text[], $3::uuid[], $4::bytea[], $5::int[], $6::bytea[])
"""
RESERVE = """
insert into reservations (key, subject, note) select * from unnest($1::text[], $2::uuid[], $3::text[])
on conflict (key) do update set subject = excluded.subject, note = excluded.note
"""
RELEASE = "delete from reservations where key = any($1::text[])"
HOLD = """
insert into parked (subject, status, reason, detail, message_id, topic, partition, "offset", digest, envelope, body)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::int[], $8::bigint[],
    $9::bytea[], $10::jsonb[], $11::bytea[])
on conflict do nothing
"""
SETTLE = """
update parked set status = $2, reason = $3, detail = $4, attempts = attempts + ($2 = 'parked')::int,
    settled_at = case when $2 in ('redriven', 'discarded') then clock_timestamp() end
where id = $1
"""
ERASE = (
    "update audit set envelope = null, body = null where subject = any($1::uuid[])",
    "delete from requests where subject = any($1::uuid[])",
    "delete from effects where subject = any($1::uuid[])",
    "delete from timers where subject = any($1::uuid[])",
    "delete from parked where subject = any($1::uuid[])",
    "delete from outbox_sent where subject = any($1::uuid[])",
)


async def write(connection: Connection, commit: Commit, now: datetime) -> None:
    """Write all of `commit`, in the order that all engines keep: rows, events, timers, effects, the rest."""
    await _write_rows(connection, commit)
    await _write_works(connection, commit)
    await _write_requests(connection, commit)
    await _write_held(connection, commit)
    await append_audit(connection, commit.audit, now)
    for statement in ERASE if commit.erased else ():
        await connection.execute(statement, commit.erased)


async def _many(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    columns = list(zip(*rows, strict=True))
    if columns:
        await connection.execute(statement, *columns)


async def _write_rows(connection: Connection, commit: Commit) -> None:
    rows = sorted(commit.rows, key=lambda row: row.subject)
    saved = ((r.subject, r.state, r.state_version, r.seen, r.emitted, r.erased, r.held) for r in rows)
    await _many(connection, SAVE_ROWS, saved)
    await append_outbox(connection, commit.outbox)


async def _write_works(connection: Connection, commit: Commit) -> None:
    timers = sorted(commit.timers.items())
    await _many(connection, SET_TIMERS, ((*at, due) for at, due in timers if due is not None))
    await _many(connection, CLEAR_TIMERS, (at for at, due in timers if due is None))
    new = ((e.id, e.subject, e.kind, e.body, e.not_before, e.correlation_id, e.traceparent) for e in commit.effects)
    await _many(connection, ADD_EFFECTS, new)
    if commit.effects_done:
        await connection.execute(FINISH_EFFECTS, sorted(commit.effects_done))


async def _write_requests(connection: Connection, commit: Commit) -> None:
    answers = ((a.caller, a.key, a.subject, a.digest, a.reply.status, a.reply.body) for a in commit.answers)
    await _many(connection, ADD_ANSWERS, answers)
    reservations = sorted(commit.reservations.items())
    await _many(connection, RESERVE, ((key, h.subject, h.note) for key, h in reservations if h is not None))
    released = [key for key, holder in reservations if holder is None]
    if released:
        await connection.execute(RELEASE, released)


async def _write_held(connection: Connection, commit: Commit) -> None:
    await _many(connection, HOLD, (_held(new) for new in commit.held))
    for settled in commit.settled:
        await connection.execute(SETTLE, settled.id, settled.status.value, settled.reason, settled.detail)


def _held(new: NewHeld) -> tuple[Any, ...]:
    message, origin = new.message, new.message.origin
    where = (origin.topic, origin.partition, origin.offset) if origin else (None, None, None)
    return (
        message.subject,
        HeldStatus(new.status).value,
        new.reason,
        new.detail,
        message.id,
        *where,
        record_digest(message),
        orjson.dumps(envelope_of(message)).decode(),
        body_of(message),
    )
