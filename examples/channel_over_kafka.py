"""A channel over Kafka: the back end of a mini-program (四川医保公共服务平台).

    python examples/channel_over_kafka.py BOOTSTRAP http://127.0.0.1:8080 sc-mini SECRET

Requests are records, answers are records; only the person and the papers' bytes go over HTTPS. It shows app messages to
its users and answers their receipts. Needs aiokafka, httpx and uuid-utils.
"""

import asyncio
import sys
from datetime import UTC, date, datetime
from typing import Any

import uuid_utils
from channel_over_http import Channel
from on_kafka import OnKafka
from papers import make

Json = dict[str, Any]


class KafkaChannel:
    """One channel's topics: `intake.requests.<channel>.v1` to ask, `intake.updates.<channel>.v1` to hear."""

    def __init__(self, bootstrap: str, code: str, secret: str) -> None:
        """Remember where the bus is and who we are."""
        self.bus = OnKafka(bootstrap, code, secret, f"/channels/{code}")
        self.requests, self.updates = f"intake.requests.{code}.v1", f"intake.updates.{code}.v1"

    async def ask(self, request: str, application: str, body: Json, request_id: str | None = None) -> str:
        """Send one request; the same `request_id` again is the same request. Returns the id to match the answer."""
        request_id = request_id or str(uuid_utils.uuid7())
        await self.bus.send(self.requests, request, application, body, request_id)
        return request_id

    async def receipt(self, application: str, notice: str) -> None:
        """Say that a message was shown in the mini-program."""
        shown = {"notice_id": notice, "status": "shown", "at": datetime.now(UTC).isoformat()}
        await self.ask("MessageReceipt", application, shown)


async def main(bootstrap: str, base: str, code: str, secret: str) -> None:
    """Apply for one made-up person in 南充 and follow the application to its end."""
    web, channel = Channel(base, code, secret), KafkaChannel(bootstrap, code, secret)
    person = web.person({"id_number": "511300196211120032", "name": "样本乙", "phone": "13800000002"})
    application = str(uuid_utils.uuid7())
    kinds = ("diagnosis_certificate", "clinical_record", "test_report", "application_form")
    made = [(kind, make(kind, "样本乙", date.today(), 2)) for kind in kinds]  # noqa: DTZ011 - a local calendar day
    async with channel.bus as bus:
        draft = {
            "person_ref": person,
            "applicant": {"kind": "self"},
            "pooling_area": "511300",
            "scheme": "employee",
            "disease_code": "diabetes",
        }
        await channel.ask("DraftOpened", application, draft)
        async for kind, subject, data in bus.hear(channel.updates, group="backend"):
            if subject != application:
                continue
            print(kind, data)
            if kind == "MessageDue":
                print("消息", data["title"], data["text"])
                await channel.receipt(application, data["notice_id"])
            elif kind == "RequestAccepted" and data.get("upload_grant"):
                files = [(k, p.content, p.media_type, p.file_name) for k, p in made]
                papers = await asyncio.to_thread(web.upload, data["upload_grant"], files)
                await channel.ask("ApplicationLodged", application, {"papers": papers, "declared_true": True})
            elif data.get("outcome"):
                return


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
