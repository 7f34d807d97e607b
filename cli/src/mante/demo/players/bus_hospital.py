"""A hospital on its Kafka topics."""

import asyncio
from typing import Any, Self

from hospital_over_kafka import Hospital

from mante.demo.journal import Journal, Refusal
from mante.demo.news import PATIENCE
from mante.demo.place import Place
from mante.demo.players.chores import Chores
from mante.demo.players.plans import Plans, Task
from mante.demo.players.reviewing import answered, work

Json = dict[str, Any]


class BusHospital:
    """An institution that hears its tasks and says its verdicts as records."""

    def __init__(self, place: Place, code: str, journal: Journal, plans: Plans) -> None:
        self.code = code
        self._client = Hospital(place.kafka.bootstrap, place.front, code, place.secret(code))
        self._doctor = place.staff(code, "reviewer")[0]
        self._journal, self._plans = journal, plans
        self._answers: dict[str, asyncio.Future[None]] = {}
        self._chores = Chores()

    async def __aenter__(self) -> Self:
        await self._client.bus.__aenter__()
        self._chores.begin(self._listen())
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._chores.__aexit__(*error)
        await self._client.bus.__aexit__(*error)
        self._client.web.close()

    async def case(self, task: Task) -> Json:
        """Fetch the case behind a task."""
        return await answered(lambda: self._client.case(task.task_id))

    async def say(self, event: str, task: Task, body: Json, attempt: int = 1) -> None:
        """Send a claim, a verdict or a supplement request."""
        said = {"task_id": task.task_id, **body}

        async def ask() -> None:
            request = self._client.id_of(event, said, attempt)
            answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._answers[request] = answer
            await self._client.say(event, task.application, said, attempt)
            async with asyncio.timeout(PATIENCE):
                await answer

        await self._journal.call(self.code, event, task.application, ask)

    async def _listen(self) -> None:
        async with self._client.bus.hear(self._client.tasks, group="workbench") as heard:
            async for kind, application, data in heard:
                match kind:
                    case "TaskAssigned":
                        self._chores.begin(self._work(application, data))
                    case "VerdictAccepted" | "VerdictRefused":
                        self._answer(kind, data)

    def _answer(self, kind: str, data: Json) -> None:
        asked = self._answers.get(data["request_id"])
        if asked is None or asked.done():
            return
        if kind == "VerdictAccepted":
            asked.set_result(None)
        else:
            asked.set_exception(Refusal(data["code"]))

    async def _work(self, application: str, data: Json) -> None:
        task = Task(application, data["task_id"], data["step"], data["round"], data.get("practitioner"))
        await work(self, task, self._doctor, self._plans[application])
