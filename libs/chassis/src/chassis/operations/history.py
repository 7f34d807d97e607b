"""What a service was told and what it decided, line by line, for a rehearsal; its tables and topics hold nothing more.

The lines, in order: `about` (who takes part, which keys others hold), a `decided` for each audit row of the
applications concerned, from their first message on, and a `stands` for each of them, as it is stored now.
"""

import base64
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition
from asyncpg import Record

from chassis.bus.address import BusAddress
from chassis.bus.fetching import fetch
from chassis.bus.kafka_consumer import KafkaConsumer
from chassis.bus.records import message_of
from chassis.message import Kind
from chassis.parties.directory import Directory
from chassis.process import Process
from chassis.storage.driver import Pool
from chassis.storage.records import body_of, envelope_of

PAGE, WAIT_MS = 500, 500
SUBJECTS = "select array_agg(distinct subject) from audit where at >= $1"
ROWS = """
select id, at, subject, message_id, kind, type, source, partition, "offset", envelope, body, decision, outcome, detail,
    emitted
from audit where subject = any($1::uuid[]) order by id
"""
STATES = """
select subject, state, state_version, (select coalesce(jsonb_object_agg(kind, due_at), '{}') from timers
    where timers.subject = aggregates.subject) as timers
from aggregates where subject = any($1::uuid[]) and state is not null
"""
RESERVATIONS = "select key, subject, note from reservations where subject <> all($1::uuid[])"
Place = tuple[str, int, int]
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """One service's history."""

    bus: BusAddress
    pool: Pool
    process: Process[Any]
    directory: Directory

    async def since(self, moment: datetime) -> AsyncIterator[bytes]:
        """Give the lines (JSON) about every application that something was decided on since `moment`."""
        subjects: list[UUID] = await self.pool.fetchval(SUBJECTS, moment) or []
        yield _line(self._about(await self.pool.fetch(RESERVATIONS, subjects)))
        rows = await self.pool.fetch(ROWS, subjects)
        events = await self._events(rows)
        for row in rows:
            yield _line(_decided(row, events))
        for row in await self.pool.fetch(STATES, subjects):
            yield _line(_stands(row))

    def _about(self, reservations: Sequence[Record]) -> Line:
        held = {row["key"]: {"subject": str(row["subject"]), "note": row["note"]} for row in reservations}
        return {"line": "about", "service": self.process.name, "held": held, "parties": _parties(self.directory)}

    async def _events(self, rows: Iterable[Record]) -> Mapping[Place, Line]:
        wanted = {(row["source"], row["partition"], row["offset"]) for row in rows if row["kind"] == Kind.EVENT}
        wanted = {place for place in wanted if place[1] is not None}
        if not wanted:
            return {}
        consumer = KafkaConsumer(**self.bus.for_clients(), enable_auto_commit=False)
        await consumer.start()
        try:
            return await self._read(consumer, wanted)
        finally:
            await consumer.stop()

    async def _read(self, consumer: AIOKafkaConsumer, wanted: set[Place]) -> Mapping[Place, Line]:
        ends: dict[TopicPartition, int] = {}
        for topic, partition, offset in wanted:
            at = TopicPartition(topic, partition)
            ends[at] = max(ends.get(at, 0), offset + 1)
        consumer.assign(list(ends))
        for at, first in (await consumer.beginning_offsets(list(ends))).items():
            mine = [offset for topic, partition, offset in wanted if (topic, partition) == (at.topic, at.partition)]
            consumer.seek(at, max(first, min(mine)))
        found: dict[Place, Line] = {}
        while any([await consumer.position(at) < end for at, end in ends.items()]):
            for record in await fetch(consumer, WAIT_MS, PAGE):
                place = (record.topic, record.partition, record.offset)
                if place in wanted:
                    message = message_of(record, self.process)
                    found[place] = {"envelope": envelope_of(message), "body": _text(body_of(message))}
        return found


def _decided(row: Record, events: Mapping[Place, Line]) -> Line:
    if row["envelope"] is not None:
        message = {"envelope": orjson.loads(row["envelope"]), "body": _text(row["body"])}
    else:
        message = events.get((row["source"], row["partition"], row["offset"])) or {"envelope": None, "body": None}
    kept = ("id", "message_id", "kind", "type", "decision", "outcome", "detail", "emitted")
    said = {name: row[name] if isinstance(row[name], int) else str(row[name]) for name in kept}
    return {"line": "decided", "at": row["at"].isoformat(), "subject": str(row["subject"]), **said, **message}


def _stands(row: Record) -> Line:
    return {
        "line": "stands",
        "subject": str(row["subject"]),
        "state": orjson.loads(row["state"]),
        "version": row["state_version"],
        "timers": orjson.loads(row["timers"]),
    }


def _parties(directory: Directory) -> list[Line]:
    """Return who takes part, without a name or a telephone: what decisions ask about them."""
    return [
        {
            "code": party.code,
            "kind": party.kind.value,
            "level": party.level,
            "area": party.area,
            "roles": sorted(party.roles),
            "suspended": party.suspended,
            "staff": [
                {"practitioner": one.practitioner, "roles": sorted(one.roles), "person_ref": one.person_ref}
                for one in directory.staff(party.code)
            ],
        }
        for party in directory.parties.values()
    ]


def _text(body: bytes) -> str:
    return base64.b64encode(body).decode()


def _line(line: Line) -> bytes:
    return orjson.dumps(line) + b"\n"
