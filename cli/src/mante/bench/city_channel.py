"""The channel of a measured city: an app's back end with many people at once."""

import asyncio
import hashlib
import io
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any, Self
from urllib.parse import urlsplit

import uuid_utils
from on_kafka import OnKafka
from PIL import Image

from mante.bench.connection import Connection, basic, request_of
from mante.bench.lodging import AREA, DISEASES, MATERIALS, draft
from mante.demo.people import someone
from mante.demo.place import Place

CHANNEL, HOSPITAL = "gz-app", "H52020199002"
JPEG = "image/jpeg"
LONGEST = 120.0
"""Seconds that an application may take, on a busy machine."""
Json = dict[str, Any]


class CityChannel:
    """`async with` connects it. `ended` counts the applications whose approval it heard of."""

    def __init__(self, place: Place) -> None:
        """Remember where everything is."""
        self.ended = 0
        self._front = urlsplit(place.front)
        self._headers = basic(CHANNEL, place.secret(CHANNEL))
        self._bus = OnKafka(place.kafka.bootstrap, CHANNEL, place.secret(CHANNEL), f"/channels/{CHANNEL}")
        self._people = count()
        self._awaited: dict[str, asyncio.Future[None]] = {}
        self._papers = {material: _small_file(number) for number, material in enumerate(MATERIALS)}

    async def __aenter__(self) -> Self:
        await self._bus.__aenter__()
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hearing.cancel()
        await asyncio.wait([self._hearing])
        await self._bus.__aexit__()

    async def serve(self, people: int, at_once: int) -> None:
        """Let so many people apply, `at_once` at a time, for every disease each; return when all have their answers."""
        numbers = iter([next(self._people) for _ in range(people)])

        async def counter() -> None:
            line = await Connection.open(str(self._front.hostname), int(self._front.port or 80))
            for number in numbers:
                await self._apply(line, number)
            line.close()

        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(counter())

    async def _apply(self, line: Connection, number: int) -> None:
        someone_ = someone(number, AREA)
        given = {"id_number": someone_.id_number, "name": someone_.name, "phone": someone_.phone}
        person = (await line.ask("POST", "/v1/persons", given, self._headers))["person_ref"]
        first, *others = DISEASES
        opened = await self._open(line, person, first)
        papers = await self._upload(line, opened["upload_grant"])
        application = opened["application_id"]
        await self._lodge(line, application, papers)
        await self._end_of(application)
        further = [await self._open(line, person, disease, application) for disease in others]
        for each in further:
            await self._lodge(line, each["application_id"], papers)
        await asyncio.gather(*(self._end_of(each["application_id"]) for each in further))

    async def _open(self, line: Connection, person: str, disease: str, beside: str | None = None) -> Json:
        asked = draft(person, disease) | {"hospital": HOSPITAL} | ({"with_papers_of": beside} if beside else {})
        opened: Json = await line.ask("POST", "/v1/applications", asked, self._headers)
        self._awaited[opened["application_id"]] = asyncio.get_running_loop().create_future()
        return opened

    async def _upload(self, line: Connection, grant: str) -> list[Json]:
        bearer, declared = {"Authorization": f"Bearer {grant}"}, [_declared(*paper) for paper in self._papers.items()]
        tickets = (await line.ask("POST", "/v1/tickets", {"papers": declared}, bearer))["tickets"]
        for ticket in tickets:
            await line.send(self._form(ticket["url"], ticket["fields"], self._papers[ticket["material"]]))
        return [{"document_id": ticket["document_id"], "material": ticket["material"]} for ticket in tickets]

    def _form(self, url: str, fields: Mapping[str, str], content: bytes) -> bytes:
        border = uuid.uuid4().hex
        parts = [f'name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts.append(f'name="file"; filename="a.jpg"\r\nContent-Type: {JPEG}\r\n\r\n')
        head = "\r\n".join(f"--{border}\r\nContent-Disposition: form-data; {part}" for part in parts)
        body = head.encode() + content + f"\r\n--{border}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={border}"}
        return request_of("POST", self._front.netloc, urlsplit(url).path, headers, body)

    async def _lodge(self, line: Connection, application: str, papers: list[Json]) -> None:
        body = {"papers": papers, "declared_true": True}
        await line.ask("POST", f"/v1/applications/{application}/lodging", body, self._headers)

    async def _end_of(self, application: str) -> None:
        async with asyncio.timeout(LONGEST):
            await self._awaited[application]
        del self._awaited[application]

    async def _hear(self) -> None:
        async with self._bus.hear(f"intake.updates.{CHANNEL}.v1", group="bench") as heard:
            async for kind, application, data in heard:
                if kind == "MessageDue":
                    shown = {"notice_id": data["notice_id"], "status": "shown", "at": datetime.now(UTC).isoformat()}
                    topic, event_id = f"intake.requests.{CHANNEL}.v1", str(uuid_utils.uuid7())
                    await self._bus.send(topic, "MessageReceipt", application, shown, event_id)
                elif "outcome" in data:
                    self._note_the_end(application, data["outcome"])

    def _note_the_end(self, application: str, outcome: str) -> None:
        awaited = self._awaited.get(application)
        if awaited is None or awaited.done():
            return
        self.ended += 1
        if outcome == "approved":
            awaited.set_result(None)
        else:
            awaited.set_exception(AssertionError(f"{application}: {outcome}"))


def _declared(material: str, content: bytes) -> Json:
    return {
        "material": material,
        "file_name": "a.jpg",
        "media_type": JPEG,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _small_file(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (620, 877), (250, 250, 240 - number)).save(file, "JPEG")
    return file.getvalue()
