"""南充's agency over HTTP: its clerk checks, its experts vote."""

import asyncio
from typing import Any, Self

import httpx
from agency_and_experts import Agency

from mante.demo.journal import Journal
from mante.demo.place import Place
from mante.demo.players.chores import Chores
from mante.demo.players.plans import Plans, Task
from mante.demo.players.reviewing import answered, work

Json = dict[str, Any]
_PATHS = {"TaskClaimed": "claim", "VerdictGiven": "verdict", "SupplementAsked": "supplement"}
_WAIT = 2  # seconds of a long poll


class WebAgency:
    """An institution that polls its tasks and works each as soon as it comes."""

    def __init__(self, place: Place, code: str, journal: Journal, plans: Plans, closing: asyncio.Event) -> None:
        self.code, self._closing = code, closing
        self._client = Agency(place.front, code, place.secret(code))
        self._clerk = place.staff(code, "clerk")[0]
        self._journal, self._plans = journal, plans
        self._chores = Chores()

    async def __aenter__(self) -> Self:
        self._listening = self._chores.begin(self._listen())
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._chores.finish(self._listening)
        await self._chores.__aexit__(*error)
        self._client.http.close()

    async def case(self, task: Task) -> Json:
        """Fetch the case behind a task."""
        return await answered(lambda: asyncio.to_thread(self._client.case, task.task_id))

    async def say(self, event: str, task: Task, body: Json, attempt: int = 1) -> None:
        """Send a claim, a verdict or a supplement request."""

        def once() -> httpx.Response:
            return self._client.say(_PATHS[event], task.task_id, body, attempt).raise_for_status()

        await self._journal.call(self.code, event, task.application, lambda: answered(lambda: asyncio.to_thread(once)))

    async def _listen(self) -> None:
        cursor: int | None = None
        while not self._closing.is_set():
            try:
                tasks, cursor = await asyncio.to_thread(self._client.tasks, cursor, _WAIT)
            except httpx.HTTPError:
                continue
            for event in tasks:
                self._chores.begin(self._work(event["subject"], event["data"]))

    async def _work(self, application: str, data: Json) -> None:
        task = Task(application, data["task_id"], data["step"], data["round"], data.get("practitioner"))
        await work(self, task, task.practitioner or self._clerk, self._plans[application])
