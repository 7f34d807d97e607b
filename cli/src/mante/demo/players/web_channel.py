"""A channel over HTTP: an app, a website, a counter, a hospital elsewhere."""

import asyncio
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

import httpx
from channel_over_http import Channel, Refused
from front_end import File

from mante.demo.journal import Journal, Refusal
from mante.demo.news import News
from mante.demo.people import Person
from mante.demo.place import Place
from mante.demo.players.channel import Opened, state_of
from mante.demo.players.chores import Chores

Json = dict[str, Any]
T = TypeVar("T")
_WAIT = 2  # seconds of a long poll: short, so that the story ends at once when it ends


class WebChannel:
    """A back end that asks over HTTP, polls its updates, and shows app messages."""

    def __init__(self, place: Place, code: str, journal: Journal, news: News, closing: asyncio.Event) -> None:
        self.code, self.news, self._closing = code, news, closing
        self._client = Channel(place.front, code, place.secret(code))
        self._journal = journal
        self._chores = Chores()
        self._heard: set[str] = set()

    async def __aenter__(self) -> Self:
        cursor = await asyncio.to_thread(self._pass_over)
        self._listening = self._chores.begin(self._listen(cursor))
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._chores.finish(self._listening)
        await self._chores.__aexit__(*error)
        self._client.http.close()
        self._client.uploads.close()

    async def register(self, person: Person) -> str:
        """Hand a person over; returns the reference."""
        asked = {"id_number": person.id_number, "name": person.name, "phone": person.phone}
        return await self._ask("Person", "", lambda: self._client.person(asked))

    async def standing(self, person: Person, application: str) -> str:
        """Return the state of somebody's application as they see it here, whichever channel it came through."""
        return await state_of(self._client.applications, await self.register(person), application)

    async def open(self, draft: Json) -> Opened:
        """Begin an application."""
        key = str(uuid.uuid4())
        answer = await self._ask("DraftOpened", "", lambda: self._client.draft(draft, key))
        return Opened(answer["application_id"], answer["upload_grant"])

    async def upload(self, application: str, grant: str, files: list[File]) -> list[Json]:
        """Upload files; returns the papers to name."""
        return await self._ask("Upload", application, lambda: self._client.upload(grant, files))

    async def lodge(self, application: str, body: Json, key: str, *, again: bool = False) -> bytes:
        """Hand an application in; returns the answer as it came."""
        path = f"/v1/applications/{application}/lodging"
        return await self._ask(
            "ApplicationLodged", application, lambda: self._client.post(path, body, key).content, again=again
        )

    async def supplement(self, application: str, round_: int, papers: list[Json]) -> None:
        """Answer a supplement request."""
        key = str(uuid.uuid4())
        await self._ask(
            "SupplementLodged", application, lambda: self._client.supplement(application, round_, papers, key)
        )

    async def withdraw(self, application: str) -> None:
        """Ask to take an application back."""
        key = str(uuid.uuid4())
        await self._ask("WithdrawalLodged", application, lambda: self._client.withdraw(application, key))

    async def choose_hospital(self, application: str, hospital: str) -> None:
        """Ask for a hospital where the benefit is to be used."""
        key = str(uuid.uuid4())
        await self._ask(
            "HospitalChoiceLodged", application, lambda: self._client.choose_hospital(application, hospital, key)
        )

    async def _ask(self, what: str, application: str, call: Callable[[], T], *, again: bool = False) -> T:
        async def ask() -> T:
            try:
                return await asyncio.to_thread(call)
            except Refused as refused:
                raise Refusal(refused.code) from None

        return await self._journal.call(self.code, what, application, ask, again=again)

    def _pass_over(self) -> int:
        """Return the cursor behind what earlier stories brought: it was shown then."""
        events, cursor = self._client.updates(None, 0)
        while events:
            events, cursor = self._client.updates(cursor, 0)
        return cursor

    async def _listen(self, cursor: int) -> None:
        while not self._closing.is_set():
            try:
                events, cursor = await asyncio.to_thread(self._client.updates, cursor, _WAIT)
            except httpx.HTTPError:
                continue  # away for longer than a client asks again; the cursor stays where it was
            for event in events:
                if event["id"] not in self._heard:  # the bus may deliver again
                    self._heard.add(event["id"])
                    await self._take(event["type"].split(".")[1], event["subject"], event["data"])

    async def _take(self, kind: str, application: str, data: Json) -> None:
        await self.news.hear(kind, application, data)
        if kind == "MessageDue":
            self._chores.begin(self._show(application, data["notice_id"]))

    async def _show(self, application: str, notice: str) -> None:
        now = datetime.now(UTC).isoformat()
        await self._ask("MessageReceipt", application, lambda: self._client.receipt(application, notice, now))
