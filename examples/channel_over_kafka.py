"""A channel over Kafka: the back end of a mini-program or a WeChat account.

    python examples/channel_over_kafka.py BOOTSTRAP http://127.0.0.1:8080 sc-mini SECRET

Requests are records, answers are records; only the person and the papers' bytes go over HTTPS. It shows app messages to
its users and answers their receipts. Needs aiokafka, httpx and uuid-utils. What is one channel's own is in `channels/`.
"""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

import uuid_utils
from channel_over_http import Channel
from front_end import FrontEnd, MadeUp
from on_kafka import OnKafka

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


class Talk:
    """One application: what the back end answers to each update."""

    def __init__(self, channel: KafkaChannel, web: Channel, application: str, one: MadeUp) -> None:
        """Remember whose it is."""
        self.channel, self.web, self.application, self.one, self.grant = channel, web, application, one, ""

    async def open(self, front: FrontEnd) -> None:
        """Hand the persons over, and open the draft."""
        person = await asyncio.to_thread(self.web.person, self.one.person)
        agent = await asyncio.to_thread(self.web.person, self.one.agent) if self.one.agent else None
        await self.channel.ask("DraftOpened", self.application, front.draft(self.one, person, agent))

    async def answer(self, kind: str, data: Json) -> None:
        """Do what an update asks for: upload and hand in, show the message, bring the papers."""
        match kind, data:
            case "MessageDue", _:
                await self.channel.receipt(self.application, data["notice_id"])
            case "RequestAccepted", {"state": "draft", "upload_grant": str(grant)}:
                self.grant = grant
                body = {"papers": await self._uploaded(self.one.papers), "declared_true": True}
                await self.channel.ask("ApplicationLodged", self.application, body)
            case "ProgressChanged", {"state": "awaiting_supplement", "round": round_, "items": items}:
                wanted = tuple({item["material"] for item in items})
                body = {"round": round_, "papers": await self._uploaded(wanted, seed=round_ + 1)}
                await self.channel.ask("SupplementLodged", self.application, body)

    async def _uploaded(self, materials: tuple[str, ...], seed: int = 1) -> list[Json]:
        return await asyncio.to_thread(lambda: self.web.upload(self.grant, self.one.files(materials, seed)))


async def main(bootstrap: str, base: str, code: str, secret: str) -> None:
    """Let the channel's made-up people apply, and follow them to the end."""
    web, channel, front = Channel(base, code, secret), KafkaChannel(bootstrap, code, secret), FrontEnd.of(code)
    print(front.name, *front.before, sep="\n  ")
    talks = [Talk(channel, web, str(uuid_utils.uuid7()), one) for one in front.applications]
    under_way = {talk.application: talk for talk in talks}
    async with channel.bus as bus:
        for talk in talks:
            await talk.open(front)
        async with bus.hear(channel.updates, group="backend") as heard:
            async for kind, application, data in heard:
                if application in under_way:
                    print(front.says(kind, data))
                    await under_way[application].answer(kind, data)
                    if "outcome" in data or kind == "RequestRefused" or data.get("state") == "joined":
                        del under_way[application]
                if not under_way:
                    return


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
