"""Intake's vault as other services see it: a real HTTP server with a ledger of who asked for what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from chassis.testing.http_server import served
from chassis.vault import VaultRead

TOKEN = "what-a-service-shows-at-the-vault"  # noqa: S105 - for tests
MOTHER = {"name": "王秀英", "id_type": "resident", "id_number": "520200195507080018", "phone": "13800000001"}
DAUGHTER = {"name": "李小红", "id_type": "resident", "id_number": "52020019880229002X", "phone": "13800000002"}


@dataclass(slots=True)
class VaultOffice:
    """Persons by reference; `away` makes it fail."""

    persons: dict[UUID, dict[str, str]] = field(default_factory=dict)
    asked: list[VaultRead] = field(default_factory=list)
    away: bool = False
    url: str = ""

    async def answer(self, request: Request) -> Response:
        """Answer as intake does."""
        if self.away:
            return Response(status_code=503)
        if request.headers["authorization"] != f"Bearer {TOKEN}":
            return Response(status_code=401)
        asked = VaultRead.model_validate_json(await request.body())
        self.asked.append(asked)
        person = self.persons.get(asked.person_ref)
        if person is None:
            return Response(status_code=404)
        return JSONResponse({name: person[name] for name in asked.fields})


@asynccontextmanager
async def open_office() -> AsyncIterator[VaultOffice]:
    """Serve a vault on a free port of this machine."""
    office, app = VaultOffice(), FastAPI()
    app.add_api_route("/internal/vault/read", office.answer, methods=["POST"])
    async with served(app) as office.url:
        yield office
