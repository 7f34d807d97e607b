"""Writing a commit: what there is to write, in one statement."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson

from chassis.rows import Commit, HeldStatus, NewHeld
from chassis.storage.appending import append
from chassis.storage.driver import Connection
from chassis.storage.records import body_of, envelope_of, record_digest
from chassis.storage.together import Part, part, run_together

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
    """Write all of `commit`. No two parts of it touch the same row, so their order doesn't matter."""
    parts = [*_rows(commit), *_works(commit), *_requests(commit), *_kept_back(commit)]
    await run_together(connection, parts + await append(connection, commit.outbox, commit.audit, now))
    for settled in commit.settled:
        await connection.execute(SETTLE, settled.id, settled.status.value, settled.reason, settled.detail)
    for statement in ERASE if commit.erased else ():
        await connection.execute(statement, commit.erased)


def _rows(commit: Commit) -> Iterator[Part]:
    rows = sorted(commit.rows, key=lambda row: row.subject)
    saved = ((r.subject, r.state, r.state_version, r.seen, r.emitted, r.erased, r.held) for r in rows)
    yield part(SAVE_ROWS, saved)


def _works(commit: Commit) -> Iterator[Part]:
    timers = sorted(commit.timers.items())
    yield part(SET_TIMERS, ((*at, due) for at, due in timers if due is not None))
    yield part(CLEAR_TIMERS, (at for at, due in timers if due is None))
    new = ((e.id, e.subject, e.kind, e.body, e.not_before, e.correlation_id, e.traceparent) for e in commit.effects)
    yield part(ADD_EFFECTS, new)
    yield part(FINISH_EFFECTS, ((done,) for done in sorted(commit.effects_done)))


def _requests(commit: Commit) -> Iterator[Part]:
    answers = ((a.caller, a.key, a.subject, a.digest, a.reply.status, a.reply.body) for a in commit.answers)
    yield part(ADD_ANSWERS, answers)
    reservations = sorted(commit.reservations.items())
    yield part(RESERVE, ((key, h.subject, h.note) for key, h in reservations if h is not None))
    yield part(RELEASE, ((key,) for key, holder in reservations if holder is None))


def _kept_back(commit: Commit) -> Iterator[Part]:
    yield part(HOLD, (_held(new) for new in commit.held))


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
