"""Rows as the engine writes them to the outbox: twelve headers, a body of 1.1 kB."""

import json
from typing import Any
from uuid import UUID

import asyncpg
from contracts.ids import uuid7

BODY = json.dumps({"text": "x" * 1_080}).encode()
COLUMNS = ("topic", "subject", "headers", "value")


def headers(subject: UUID, sequence: int) -> bytes:
    """Return the headers of one event."""
    cause, identity = uuid7(), uuid7()
    given = {
        "ce_specversion": "1.0",
        "ce_id": str(identity),
        "ce_type": "mante.CaseOpened.v1",
        "ce_source": "/mante/review",
        "ce_subject": str(subject),
        "ce_time": "2026-11-24T01:02:03.456789+00:00",
        "ce_sequence": str(sequence),
        "ce_epoch": "0",
        "ce_correlationid": str(cause),
        "ce_causationid": str(cause),
        "ce_dataschema": "urn:mante:event:CaseOpened:v1",
        "content-type": "application/json",
    }
    return json.dumps(given, separators=(",", ":")).encode()


async def fill(connection: "asyncpg.Connection[Any]", table: str, topic: str, count: int) -> None:
    """Write `count` rows, ten for each subject."""
    subjects = [uuid7() for _ in range(count // 10 + 1)]
    rows = [(topic, subjects[n // 10], headers(subjects[n // 10], n % 10 + 1), BODY) for n in range(count)]
    await connection.copy_records_to_table(table, records=rows, columns=COLUMNS)
    await connection.execute(f"analyze {table}")
