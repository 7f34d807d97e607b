"""The same service as one writes it from FastStream's documentation: a transaction per message, then publish."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
from contracts.codec import encode
from contracts.events.intake import PapersLodged
from contracts.ids import uuid7
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.annotations import KafkaMessage

from mante.bench.dossier import CODEC, note_the_papers
from mante.bench.worker import Given, run

TABLE = "create table dossiers (id uuid primary key, state jsonb not null)"
LOAD = "select state from dossiers where id = $1 for update"
SAVE = "insert into dossiers values ($1, $2) on conflict (id) do update set state = excluded.state"


async def serve(given: Given) -> None:
    """Serve until the process is told to end."""
    broker = KafkaBroker(
        given.bus.servers, security=given.bus.for_faststream(), acks="all", enable_idempotence=True, logger=None
    )

    @broker.subscriber(given.input, group_id="naive", auto_offset_reset="earliest", ack_policy=AckPolicy.NACK_ON_ERROR)
    async def take_papers(message: KafkaMessage) -> None:
        subject = UUID(message.headers["ce_subject"])
        lodged = PapersLodged.model_validate_json(message.body)
        async with pool.acquire() as connection, connection.transaction():
            stored = await connection.fetchval(LOAD, subject)
            dossier = CODEC.validate_json(stored) if stored else None
            dossier, told = note_the_papers(dossier, lodged, datetime.now(UTC))
            await connection.execute(SAVE, subject, CODEC.dump_json(dossier).decode())
        headers = {
            "ce_specversion": "1.0",
            "ce_id": str(uuid7()),
            "ce_type": told.type_name(),
            "ce_source": "/mante/documents",
            "ce_subject": str(subject),
            "ce_time": datetime.now(UTC).isoformat(),
            "ce_causationid": message.headers["ce_id"],
        }
        await broker.publish(encode(told), given.output, key=str(subject).encode(), headers=headers)

    async with asyncpg.create_pool(given.dsn, min_size=2, max_size=10) as pool, broker:
        await pool.execute(TABLE)
        await broker.start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    run(serve)
