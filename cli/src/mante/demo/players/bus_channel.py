"""A channel over Kafka: the back end of a mini-program or a WeChat account."""

import asyncio
import json
import uuid
from typing import Any, Self

import uuid_utils
from channel_over_http import Channel
from channel_over_kafka import KafkaChannel
from front_end import File

from mante.demo.journal import Journal, Refusal
from mante.demo.news import PATIENCE, News
from mante.demo.people import Person
from mante.demo.place import Place
from mante.demo.players.channel import Opened, state_of
from mante.demo.players.chores import Chores

Json = dict[str, Any]


class BusChannel:
    """A back end that asks and hears on its topics; persons and papers' bytes go over HTTP."""

    def __init__(self, place: Place, code: str, journal: Journal, news: News) -> None:
        self.code, self.news = code, news
        self._web = Channel(place.front, code, place.secret(code))
        self._client = KafkaChannel(place.kafka.bootstrap, code, place.secret(code))
        self._journal = journal
        self._answers: dict[str, asyncio.Future[Json]] = {}
        self._chores = Chores()

    async def __aenter__(self) -> Self:
        await self._client.bus.__aenter__()
        self._chores.begin(self._listen())
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._chores.__aexit__(*error)
        await self._client.bus.__aexit__(*error)
        self._web.http.close()
        self._web.uploads.close()

    async def register(self, person: Person) -> str:
        """Hand a person over; returns the reference."""
        asked = {"id_number": person.id_number, "name": person.name, "phone": person.phone}
        return await self._journal.call(self.code, "Person", "", lambda: asyncio.to_thread(self._web.person, asked))

    async def standing(self, person: Person, application: str) -> str:
        """Return the state of somebody's application as they see it here, whichever channel it came through."""
        return await state_of(self._web.applications, await self.register(person), application)

    async def open(self, draft: Json) -> Opened:
        """Begin an application."""
        application = str(uuid_utils.uuid7())
        answer = await self._ask("DraftOpened", application, draft)
        return Opened(application, answer["upload_grant"])

    async def upload(self, application: str, grant: str, files: list[File]) -> list[Json]:
        """Upload files; returns the papers to name."""
        return await self._journal.call(
            self.code, "Upload", application, lambda: asyncio.to_thread(self._web.upload, grant, files)
        )

    async def lodge(self, application: str, body: Json, key: str, *, again: bool = False) -> bytes:
        """Hand an application in; returns the answer."""
        return json.dumps(await self._ask("ApplicationLodged", application, body, key, again=again)).encode()

    async def supplement(self, application: str, round_: int, papers: list[Json]) -> None:
        """Answer a supplement request."""
        await self._ask("SupplementLodged", application, {"round": round_, "papers": papers})

    async def withdraw(self, application: str) -> None:
        """Ask to take an application back."""
        await self._ask("WithdrawalLodged", application, {})

    async def choose_hospital(self, application: str, hospital: str) -> None:
        """Ask for a hospital where the benefit is to be used."""
        await self._ask("HospitalChoiceLodged", application, {"hospital": hospital})

    async def _ask(
        self, what: str, application: str, body: Json, key: str | None = None, *, again: bool = False
    ) -> Json:
        request = key or str(uuid.uuid4())

        async def ask() -> Json:
            answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
            self._answers[request] = answer
            await self._client.ask(what, application, body, request)
            async with asyncio.timeout(PATIENCE):
                return await answer

        return await self._journal.call(self.code, what, application, ask, again=again)

    async def _listen(self) -> None:
        async with self._client.bus.hear(self._client.updates, group="backend") as heard:
            async for kind, application, data in heard:
                await self.news.hear(kind, application, data)
                match kind:
                    case "RequestAccepted" | "RequestRefused":
                        self._answer(kind, data)
                    case "MessageDue":
                        self._chores.begin(self._show(application, data["notice_id"]))

    def _answer(self, kind: str, data: Json) -> None:
        """Hand an answer to whoever asked. A withdrawal may be accepted first and refused by review later."""
        asked = self._answers.get(data["request_id"])
        if asked is None or asked.done():
            return
        if kind == "RequestAccepted":
            asked.set_result(data)
        else:
            asked.set_exception(Refusal(data["code"]))

    async def _show(self, application: str, notice: str) -> None:
        await self._journal.call(
            self.code, "MessageReceipt", application, lambda: self._client.receipt(application, notice)
        )
