"""A fake register of the insured: a real HTTP server that writes down each question, and misbehaves as it is told.

`POST /insurance` is the register's interface; `/persons`, `/faults`, `/outage` and `/ledger` are the player's.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel, Field, TypeAdapter

from mante.fakes.insured import Insurances, Known
from mante.fakes.jsonl import Written

NEVER = 3600.0
PATIENCE = 1
"""Seconds for which those that get no answer are kept when it is told to stop."""


class Fault(StrEnum):
    """What the register may do instead of answering; each is used up by one question."""

    TIME_OUT = "time_out"
    ERROR = "error"
    THROTTLED = "throttled"
    GARBLED = "garbled"
    """Answers 200 with the page of somebody's proxy."""


class Question(BaseModel):
    """Who is asked about, and where they say that they are insured."""

    id_type: str
    id_number: str
    area: str


class Script(BaseModel):
    """The faults to come for one person, in order."""

    id_number: str
    faults: list[Fault]


class Habit(Known):
    """What it always does about certain persons: these faults, one a question and over and over, and what it knows.

    None in the list is a question that is answered.
    """

    faults: list[Fault | None] = Field(default_factory=list)


class Outage(BaseModel):
    """Whether nobody is answered."""

    away: bool


@dataclass(slots=True)
class Register:
    """The register: answers, or misbehaves."""

    ledger: Written
    known: Insurances = field(default_factory=Insurances)
    coming: defaultdict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    habits: Sequence[Habit] = ()
    away: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def ask(self, question: Question) -> Any:  # noqa: ANN401 - JSON, or the page of a proxy
        """Answer one question, as the script for that person says."""
        fault = Fault.ERROR if self.away else self._fault(question.id_number)
        self._write_down(question, fault)
        if fault is Fault.TIME_OUT:
            await asyncio.sleep(NEVER)
        if fault is Fault.ERROR:
            raise HTTPException(503, "the register is away")
        if fault is Fault.THROTTLED:
            raise HTTPException(429, "slower", {"Retry-After": "1"})
        if fault is Fault.GARBLED:
            return Response("<html>请先登录</html>", media_type="text/html")
        return self.known.answer(question.id_number, question.area)

    def _fault(self, id_number: str) -> Fault | None:
        coming = self.coming[id_number]
        if coming:
            return coming.pop(0)
        always = next((each.faults for each in self.habits if fnmatchcase(id_number, each.id_number)), [])
        before = sum(entry["id_number"] == id_number for entry in self.asked)
        return always[before % len(always)] if always else None

    def _write_down(self, question: Question, fault: Fault | None) -> None:
        entry = {**question.model_dump(), "fault": fault}
        self.ledger.add(entry)
        self.asked.append(entry)


def create_app(register: Register, secret: str) -> FastAPI:
    """Return the register's HTTP interface. Everything needs `Authorization: Bearer <secret>`."""

    def known(authorization: Annotated[str, Header()] = "") -> None:
        if authorization != f"Bearer {secret}":
            raise HTTPException(401, "who are you?")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        register.asked = list(register.ledger.records())
        yield

    app = FastAPI(title="Register of the insured (fake)", lifespan=lifespan, dependencies=[Depends(known)])
    app.post("/insurance")(register.ask)
    _for_the_player(app, register)
    return app


def _for_the_player(app: FastAPI, register: Register) -> None:
    @app.put("/persons", status_code=204)
    async def put(known: Known) -> None:
        """Know this of a person."""
        register.known.put(known)

    @app.put("/faults", status_code=204)
    async def script(script: Script) -> None:
        """Misbehave for the next questions about a person."""
        register.coming[script.id_number].extend(script.faults)

    @app.put("/outage", status_code=204)
    async def outage(outage: Outage) -> None:
        """Be away, or back."""
        register.away = outage.away

    @app.get("/ledger")
    async def ledger() -> list[dict[str, Any]]:
        """Return every question ever asked, in order."""
        return register.asked


def main() -> None:
    """Serve at `INSURANCE_REGISTER_HOST`:`INSURANCE_REGISTER_PORT`; `…_HABITS` is a list of `Habit`s as JSON."""
    given = os.environ  # noqa: TID251 - a program of its own, with no settings class
    habits = TypeAdapter(list[Habit]).validate_json(given.get("INSURANCE_REGISTER_HABITS", "[]"))
    register = Register(Written(Path(given["INSURANCE_REGISTER_LEDGER"])), Insurances(habits), habits=habits)
    app = create_app(register, given["INSURANCE_REGISTER_SECRET"])
    host, port = given.get("INSURANCE_REGISTER_HOST", "127.0.0.1"), int(given["INSURANCE_REGISTER_PORT"])
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=PATIENCE)


if __name__ == "__main__":
    main()
