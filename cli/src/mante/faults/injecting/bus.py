"""What comes by the bus: the same once more, and what nobody can read."""

import asyncio
import time
from datetime import UTC, datetime

import httpx
from aiokafka import AIOKafkaProducer
from contracts.ids import uuid7

from mante.faults.finding import Finding, Kind, Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.table import Inject
from mante.stack.wanted import SERVICES

TOPIC = "intake.applications.v1"
PATIENCE = 30.0
LOOK_EVERY = 0.1
PARKED = "select body from parked where subject = $1 and status = 'parked'"


def replayed(service: str) -> Inject:
    """Bring a service everything once more that its topics hold: it may not notice."""

    async def inject(ground: Ground) -> Injected:
        headers = {"Authorization": f"Bearer {ground.place.operator_token}"}
        async with httpx.AsyncClient(headers=headers, timeout=PATIENCE * 4) as http:
            answer = await http.post(f"{ground.place.services[service]}/operations/replay")
        found = answer.raise_for_status().json()
        if not found["messages"]:
            raise Unconfirmed(f"{service} has no messages")
        wrong = [f"a replay in {service}: {found}"] if found["effects"] or not found["tables_equal"] else []
        findings = tuple(Finding(Kind.TWICE, what) for what in wrong)
        return Injected(f"{found['messages']} messages again to {service}", time.monotonic(), findings=findings)

    return inject


def poisoned(event: str, value: bytes) -> Inject:
    """Put what cannot be read on a topic of the services: it is kept back, whole, by whoever would need it."""

    async def inject(ground: Ground) -> Injected:
        subject = str(uuid7())
        ground.poison.add(subject)
        headers = {
            "ce_specversion": "1.0",
            "ce_id": str(uuid7()),
            "ce_type": f"mante.{event}",
            "ce_source": "/mante/intake",
            "ce_subject": subject,
            "ce_time": datetime.now(UTC).isoformat(),
            "ce_sequence": "1",
            "content-type": "application/json",
        }
        record = {"key": subject.encode(), "headers": [(name, given.encode()) for name, given in headers.items()]}
        async with AIOKafkaProducer(**ground.place.kafka.login(), acks="all") as producer:
            await producer.send_and_wait(TOPIC, value, **record)
        at = await _kept_back(ground, subject, value)
        return Injected(f"{event} kept back", at)

    return inject


async def _kept_back(ground: Ground, subject: str, value: bytes) -> float:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = [row["body"] for service in SERVICES for row in await ground.watch.rows(service, PARKED, subject)]
        if found:
            if any(body != value for body in found):
                raise Unconfirmed(f"{subject} was not kept as it came")
            return time.monotonic()
        await asyncio.sleep(LOOK_EVERY)
    raise Unconfirmed(f"nobody kept {subject} back")
