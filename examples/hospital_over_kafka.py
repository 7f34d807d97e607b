"""A hospital on its Kafka topics: takes each task, looks at the case over HTTPS, gives its verdict.

    python examples/hospital_over_kafka.py BOOTSTRAP http://127.0.0.1:8080 H52020199002 SECRET D520201000001

Needs aiokafka, httpx and uuid-utils. The task topic is `review.tasks.<hospital>.v1`, verdicts go to
`review.verdicts.<hospital>.v1`; their answers come back on the task topic.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Any

import httpx
import uuid_utils
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

Json = dict[str, Any]


class Hospital:
    """One hospital's credential on the bus and over HTTPS."""

    def __init__(self, bootstrap: str, base: str, code: str, secret: str) -> None:
        """Remember where Mante is and who we are."""
        self.code = code
        self.web = httpx.AsyncClient(base_url=base, auth=(code, secret), timeout=30)
        self.access = {
            "bootstrap_servers": bootstrap,
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": code,
            "sasl_plain_password": secret,
        }

    async def case(self, task: str) -> Json:
        """Fetch the case behind a task: the person, the papers with their page images, what to tick."""
        return dict((await self.web.get(f"/v1/tasks/{task}")).raise_for_status().json())

    async def send(self, producer: AIOKafkaProducer, kind: str, application: str, body: Json) -> None:
        """Send a claim, a verdict or a supplement request about an application."""
        headers = {
            "ce_specversion": "1.0",
            "ce_id": str(uuid_utils.uuid7()),
            "ce_type": f"mante.{kind}.v1",
            "ce_source": f"/institutions/{self.code}",
            "ce_subject": application,
            "ce_time": datetime.now(UTC).isoformat(),
            "content-type": "application/json",
        }
        await producer.send_and_wait(
            f"review.verdicts.{self.code}.v1",
            json.dumps(body).encode(),
            key=application.encode(),
            headers=[(name, value.encode()) for name, value in headers.items()],
        )

    async def review(self, practitioner: str) -> None:
        """Approve every task after looking at its case."""
        producer = AIOKafkaProducer(**self.access, acks="all", enable_idempotence=True)
        consumer = AIOKafkaConsumer(
            f"review.tasks.{self.code}.v1",
            **self.access,
            group_id=f"{self.code}.workbench",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        )
        await producer.start()
        await consumer.start()
        try:
            async for record in consumer:
                headers = {name: value.decode() for name, value in record.headers}
                data = json.loads(record.value)
                print(headers["ce_type"], data)
                if headers["ce_type"] == "mante.TaskAssigned.v1":
                    await self.approve(producer, headers["ce_subject"], data["task_id"], practitioner)
                await consumer.commit()
        finally:
            await consumer.stop()
            await producer.stop()

    async def approve(self, producer: AIOKafkaProducer, application: str, task: str, practitioner: str) -> None:
        """Claim the task, look at the case, and approve with all that the national registration will ask for."""
        who = {"task_id": task, "practitioner": practitioner}
        await self.send(producer, "TaskClaimed", application, who)
        case = await self.case(task)
        code = next(iter(case["national_codes"]), None)
        verdict = who | {"verdict": "approved"} | ({"national_code": code["code"]} if code else {})
        await self.send(producer, "VerdictGiven", application, verdict)


if __name__ == "__main__":
    bootstrap, base, code, secret, practitioner = sys.argv[1:6]
    asyncio.run(Hospital(bootstrap, base, code, secret).review(practitioner))
