"""What is only ever appended, events to the outbox and decisions to the audit: by COPY.

As arguments of a statement these columns would be arrays, and those cost the driver more than all else of a batch.
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
WHOLE = frozenset({Kind.REQUEST, Kind.RESULT})
"""What is kept with its decision: events lie on the bus for longer, and a timer says all in its name."""


async def append_outbox(connection: Connection, events: Sequence[Outgoing]) -> None:
    """Hand events to the relay, in the order in which it is to publish them."""
    await _append(connection, "outbox", OUTBOX, [(out.topic, out.subject, out.headers, out.value) for out in events])


async def append_audit(connection: Connection, rows: Sequence[AuditRow], now: datetime) -> None:
    """Note who decided what."""
    await _append(connection, "audit", AUDIT, [_audit(row, now) for row in rows])


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
