"""The hospital of a measured city: takes each task on its topic, looks at the case over HTTP, approves it."""

import asyncio
from typing import Any, Self
from urllib.parse import urlsplit

from hospital_over_kafka import Hospital

from mante.bench.city_channel import HOSPITAL
from mante.bench.connection import Connection, basic
from mante.demo.place import Place

AT_ONCE = 4
Json = dict[str, Any]


class CityHospital:
    """`async with` connects it; from then on it approves everything."""

    def __init__(self, place: Place) -> None:
        """Remember where everything is."""
        self._hospital = Hospital(place.kafka.bootstrap, place.front, HOSPITAL, place.secret(HOSPITAL))
        self._doctor = place.staff(HOSPITAL, "reviewer")[0]
        self._front, self._headers = urlsplit(place.front), basic(HOSPITAL, place.secret(HOSPITAL))
        self._tasks: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self._working: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        await self._hospital.bus.__aenter__()
        self._working = [
            asyncio.create_task(self._hear()),
            *(asyncio.create_task(self._work()) for _ in range(AT_ONCE)),
        ]
        return self

    async def __aexit__(self, *_: object) -> None:
        for one in self._working:
            one.cancel()
        ends = await asyncio.gather(*self._working, return_exceptions=True)
        await self._hospital.bus.__aexit__()
        for failure in ends:
            if isinstance(failure, Exception):
                raise failure

    async def _hear(self) -> None:
        async with self._hospital.bus.hear(self._hospital.tasks, group="bench") as heard:
            async for kind, application, data in heard:
                if kind == "TaskAssigned":
                    self._tasks.put_nowait((application, data["task_id"]))

    async def _work(self) -> None:
        line = await Connection.open(str(self._front.hostname), int(self._front.port or 80))
        while True:
            application, task = await self._tasks.get()
            who = {"task_id": task, "practitioner": self._doctor}
            await self._hospital.say("TaskClaimed", application, who)
            case = await line.ask("GET", f"/v1/tasks/{task}", headers=self._headers)
            code = next(iter(case["national_codes"]), None)
            verdict = who | {"verdict": "approved"} | ({"national_code": code["code"]} if code else {})
            await self._hospital.say("VerdictGiven", application, verdict)
