"""A party on its own Kafka topics: CloudEvents in binary mode, sent and heard. Needs aiokafka."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Self

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError

Json = dict[str, Any]


class OnKafka:
    """One party's login. `async with` connects it."""

    def __init__(self, bootstrap: str, code: str, secret: str, source: str) -> None:
        """Remember where the bus is and who we are; `source` is what we call ourselves on our events."""
        self.code, self.source = code, source
        self.heard: set[str] = set()
        self.access = {
            "bootstrap_servers": bootstrap,
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": code,
            "sasl_plain_password": secret,
        }

    async def __aenter__(self) -> Self:
        """Connect."""
        self.producer = AIOKafkaProducer(**self.access, acks="all", enable_idempotence=True)
        await self.producer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Disconnect."""
        await self.producer.stop()

    async def send(self, topic: str, event: str, application: str, body: Json, event_id: str) -> None:
        """Send one event about an application. The same `event_id` again is the same event, and happens once."""
        headers = {
            "ce_specversion": "1.0",
            "ce_id": event_id,
            "ce_type": f"mante.{event}.v1",
            "ce_source": self.source,
            "ce_subject": application,
            "ce_time": datetime.now(UTC).isoformat(),
            "content-type": "application/json",
        }
        record = {"key": application.encode(), "headers": [(name, value.encode()) for name, value in headers.items()]}
        while True:
            try:
                await self.producer.send_and_wait(topic, json.dumps(body).encode(), **record)
            except KafkaError as error:
                if not error.retriable:
                    raise
                await asyncio.sleep(1)
            else:
                return

    @contextlib.asynccontextmanager
    async def hear(self, topic: str, group: str) -> AsyncIterator[AsyncIterator[tuple[str, str, Json]]]:
        """`async with` joins a group, and leaves it; gives (event, application, data), from where it left off, once."""
        options = {"group_id": f"{self.code}.{group}", "auto_offset_reset": "earliest", "enable_auto_commit": False}
        consumer = AIOKafkaConsumer(topic, **self.access, **options)
        try:
            await consumer.start()
            yield self._each(consumer)
        finally:
            await consumer.stop()

    async def _each(self, consumer: AIOKafkaConsumer) -> AsyncIterator[tuple[str, str, Json]]:
        async for record in consumer:
            headers = {name: value.decode() for name, value in record.headers}
            if headers["ce_id"] not in self.heard:  # whoever is restarted keeps these in a database
                self.heard.add(headers["ce_id"])
                yield headers["ce_type"].split(".")[1], headers["ce_subject"], json.loads(record.value)
            with contextlib.suppress(KafkaError):  # the next commit covers this one, too
                await consumer.commit()
