"""The events that every variant gets: three for each application, a thousand applications at a time."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from aiokafka import AIOKafkaProducer
from chassis.bus.address import BusAddress
from chassis.relay.partitioning import key_of
from contracts.cloudevents import Envelope, Headers, to_headers
from contracts.events.intake import PapersLodged
from contracts.ids import uuid7

from mante.bench.dossier import papers_of

TIMES, AT_A_TIME = 3, 1_000
Event = tuple[bytes, bytes, Headers]


def events(count: int) -> Iterator[Event]:
    """Return key, body and headers of `count` events."""
    made = 0
    while made < count:
        subjects = [uuid7() for _ in range(min(AT_A_TIME, -(-(count - made) // TIMES)))]
        for sequence in range(1, TIMES + 1):
            for subject in subjects[: count - made]:
                yield event(subject, sequence)
                made += 1


def event(subject: UUID, sequence: int) -> Event:
    """Return one event, as intake publishes it."""
    identity = uuid7()
    envelope = Envelope(
        id=identity,
        type=PapersLodged.type_name(),
        source="/mante/intake",
        subject=subject,
        time=datetime.now(UTC),
        correlation_id=identity,
        causation_id=identity,
        sequence=sequence,
        dataschema="urn:mante:event:PapersLodged:v1",
    )
    return key_of(subject), papers_of(subject, sequence), to_headers(envelope)


async def load(address: BusAddress, topic: str, count: int) -> None:
    """Put `count` events on `topic`."""
    async with AIOKafkaProducer(**address.for_clients(), enable_idempotence=True, linger_ms=5) as producer:
        sending = []
        for key, body, headers in events(count):
            sending.append(await producer.send(topic, body, key=key, headers=headers))
        await asyncio.gather(*sending)
