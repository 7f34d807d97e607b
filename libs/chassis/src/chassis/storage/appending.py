"""What is only ever appended, events to the outbox and decisions to the audit: many by COPY, a few with the rest.

As arguments of a statement these columns are arrays, and of a large batch those cost the driver more than all else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson

from chassis.message import Kind, Message
from chassis.rows import AuditRow, Outgoing
from chassis.storage.driver import Connection
from chassis.storage.protocol import Unacceptable
from chassis.storage.records import body_of, envelope_of
from chassis.storage.together import Part, part

FEW = 16
"""Rows up to which two round trips cost more than the arrays."""
OUTBOX = ("topic", "subject", "headers", "value")
AUDIT = (
    "at",
    "subject",
    "message_id",
    "kind",
    "type",
    "source",
    "actor",
    "decision",
    "outcome",
    "detail",
    "emitted",
    "correlation_id",
    "partition",
    "offset",
    "envelope",
    "body",
)
ADD_EVENTS = """
insert into outbox (topic, subject, headers, value)
select topic, subject, headers, value
from unnest($1::text[], $2::uuid[], $3::bytea[], $4::bytea[]) with ordinality
    as event (topic, subject, headers, value, place)
order by place
"""
ADD_DECISIONS = """
insert into audit ({columns}) select {columns}
from unnest($1::timestamptz[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::uuid[], $13::int[], $14::bigint[], $15::jsonb[], $16::bytea[])
    with ordinality as decision ({columns}, place)
order by place
""".format(columns=", ".join(f'"{column}"' for column in AUDIT))
WHOLE = frozenset({Kind.REQUEST, Kind.RESULT})
"""What is kept with its decision: events lie on the bus for longer, and a timer says all in its name."""


async def append(
    connection: Connection, events: Sequence[Outgoing], decisions: Sequence[AuditRow], now: datetime
) -> list[Part]:
    """Hand events to the relay, in the order in which it is to publish them, and note who decided what.

    Many are written here and now; a few are returned, to be written with the rest of their commit.
    """
    published = [(out.topic, out.subject, out.headers, out.value) for out in events]
    noted = [_audit(row, now) for row in decisions]
    if len(published) + len(noted) <= FEW:
        return [part(ADD_EVENTS, published), part(ADD_DECISIONS, noted)]
    await _append(connection, "outbox", OUTBOX, published)
    await _append(connection, "audit", AUDIT, noted)
    return []


async def _append(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    try:
        await connection.copy_records_to_table(table, columns=columns, records=rows)
    except UnicodeEncodeError as error:
        # Of a statement's argument the driver says so in its own words; in a COPY it lets Python's error through.
        raise Unacceptable(str(error)) from error


def _audit(row: AuditRow, now: datetime) -> tuple[Any, ...]:
    message = row.message
    return (
        now,
        row.subject,
        message.id,
        message.kind.value,
        message.type,
        message.source,
        message.actor,
        row.decision,
        row.outcome,
        row.detail,
        ",".join(row.emitted),
        message.correlation_id,
        *_whence(message),
    )


def _whence(message: Message) -> tuple[int | None, int | None, str | None, bytes | None]:
    """Return where the message can be had again: its place on the bus, or itself."""
    origin = message.origin
    place = (origin.partition, origin.offset) if origin else (None, None)
    if message.kind not in WHOLE:
        return *place, None, None
    return *place, orjson.dumps(envelope_of(message)).decode(), body_of(message)
