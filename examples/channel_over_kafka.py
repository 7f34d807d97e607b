"""A channel over Kafka: the back end of a mini-program (四川医保公共服务平台).

    python examples/channel_over_kafka.py BOOTSTRAP http://127.0.0.1:8080 sc-mini SECRET

Requests are records, answers are records; only the person and the papers' bytes go over HTTPS. It shows app messages to
its users and answers their receipts. Needs aiokafka, httpx and uuid-utils.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import uuid_utils
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

sys.path.insert(0, str(Path(__file__).parent))
from channel_over_http import Channel

Json = dict[str, Any]


class KafkaChannel:
    """One channel's topics: `intake.requests.<channel>.v1` to ask, `intake.updates.<channel>.v1` to hear."""

    def __init__(self, bootstrap: str, code: str, secret: str) -> None:
        """Remember where the bus is and who we are."""
        self.code = code
        self.access = {
            "bootstrap_servers": bootstrap,
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": code,
            "sasl_plain_password": secret,
        }

    async def __aenter__(self) -> "KafkaChannel":
        """Connect."""
        self.producer = AIOKafkaProducer(**self.access, acks="all", enable_idempotence=True)
        await self.producer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Disconnect."""
        await self.producer.stop()

    async def ask(self, request: str, application: str, body: Json, request_id: str | None = None) -> str:
        """Send one request; the same `request_id` again is the same request. Returns the id to match the answer."""
        request_id = request_id or str(uuid_utils.uuid7())
        headers = {
            "ce_specversion": "1.0",
            "ce_id": request_id,
            "ce_type": f"mante.{request}.v1",
            "ce_source": f"/channels/{self.code}",
            "ce_subject": application,
            "ce_time": datetime.now(UTC).isoformat(),
            "content-type": "application/json",
        }
        record = [(name, value.encode()) for name, value in headers.items()]
        topic = f"intake.requests.{self.code}.v1"
        await self.producer.send_and_wait(topic, json.dumps(body).encode(), key=application.encode(), headers=record)
        return request_id

    async def updates(self) -> AsyncIterator[tuple[str, str, Json]]:
        """Hear (type, application, data), from where this group left off."""
        consumer = AIOKafkaConsumer(
            f"intake.updates.{self.code}.v1",
            **self.access,
            group_id=f"{self.code}.backend",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        )
        await consumer.start()
        try:
            async for record in consumer:
                headers = {name: value.decode() for name, value in record.headers}
                yield headers["ce_type"].split(".")[1], headers["ce_subject"], json.loads(record.value)
                await consumer.commit()
        finally:
            await consumer.stop()

    async def show(self, application: str, message: Json) -> None:
        """Show an app message to its person, and say so."""
        print("消息", message["title"], message["text"])
        now = datetime.now(UTC).isoformat()
        await self.ask("MessageReceipt", application, {"notice_id": message["notice_id"], "status": "shown", "at": now})


async def main(bootstrap: str, base: str, code: str, secret: str) -> None:
    """Apply for one made-up person in 南充 and follow the application to its end."""
    from papers import make  # noqa: PLC0415 - synthetic papers, for this demonstration only

    web = Channel(base, code, secret)
    person = web.person({"id_type": "01", "id_number": "511300196211120032", "name": "样本乙", "phone": "13800000002"})
    application = str(uuid_utils.uuid7())
    kinds = ("diagnosis_certificate", "clinical_record", "test_report", "application_form")
    made = [(kind, make(kind, "样本乙", date.today(), 2)) for kind in kinds]  # noqa: DTZ011 - a local calendar day
    async with KafkaChannel(bootstrap, code, secret) as channel:
        draft = {
            "person_ref": person,
            "applicant": {"kind": "self"},
            "pooling_area": "511300",
            "scheme": "employee",
            "disease_code": "diabetes",
        }
        await channel.ask("DraftOpened", application, draft)
        async for kind, subject, data in channel.updates():
            if subject != application:
                continue
            print(kind, data)
            if kind == "MessageDue":
                await channel.show(application, data)
            elif kind == "RequestAccepted" and data.get("upload_grant"):
                files = [(k, p.content, p.media_type, p.file_name) for k, p in made]
                papers = await asyncio.to_thread(web.upload, data["upload_grant"], files)
                await channel.ask("ApplicationLodged", application, {"papers": papers, "declared_true": True})
            elif data.get("outcome"):
                return


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
