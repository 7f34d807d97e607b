"""The toy behind an HTTP client, on a database of its own, with parties that call it."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from chassis.parties.file import PartiesFile
from chassis.parties.register import write
from chassis.service import Service
from chassis.testing.serving import client_of
from contracts.event import Event
from pydantic import SecretStr

from .toy import Settings, create_service

SECRET = "a secret of sixteen and more"
OPERATOR_TOKEN = "the operators' own token"
SERVICE_TOKEN = "the token of another service"
APP, MINI, HOSPITAL, GONE = "gz-app", "sc-mini", "H52020199001", "gz-gone"
PARTIES: tuple[dict[str, Any], ...] = (
    {"code": APP, "kind": "channel", "name": "贵州医保APP"},
    {"code": MINI, "kind": "channel", "name": "小程序"},
    {"code": GONE, "kind": "channel", "name": "停用渠道", "suspended": True},
    {"code": HOSPITAL, "kind": "institution", "name": "医院", "level": 2, "area": "520200", "roles": ["hospital"]},
)


@dataclass(slots=True)
class Desk:
    """A client of the running toy."""

    service: Service
    client: httpx.AsyncClient
    dsn: str
    _keys: Iterator[int] = field(default_factory=count)

    async def post(
        self, party: str, path: str, body: Event | bytes | Mapping[str, Any] = b"{}", **headers: str
    ) -> httpx.Response:
        """Post as `party`; header names are given with underscores. Each request has a key of its own by default."""
        content = body if isinstance(body, bytes) else _json(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        keyed = {"idempotency-key": f"key-{next(self._keys)}", "content-type": "application/json", **named}
        return await self.client.post(path, headers=keyed, auth=(party, SECRET), content=content)

    async def get(self, party: str, path: str) -> httpx.Response:
        return await self.client.get(path, auth=(party, SECRET))

    async def operate(self, method: str, path: str, body: object = None, token: str = OPERATOR_TOKEN) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}", "operator": "wang"}
        return await self.client.request(method, f"/operations{path}", headers=headers, json=body)

    async def done(self, application: UUID) -> list[str]:
        """Return what the toy did to an application."""
        state = await self.service.ground.pool.fetchval(
            "select state->'done' from aggregates where subject = $1", application
        )
        done: list[str] = json.loads(state or "[]")
        return done


def _json(body: Event | Mapping[str, Any]) -> bytes:
    return body.model_dump_json().encode() if isinstance(body, Event) else json.dumps(dict(body)).encode()


def settings_for(dsn: str, **more: object) -> Settings:
    given: dict[str, object] = {
        "environment": "test",
        "postgres": SecretStr(dsn),
        "operator_token": SecretStr(OPERATOR_TOKEN),
        **more,
    }
    return Settings.model_validate(given)


async def register(dsn: str, *parties: dict[str, Any]) -> None:
    """Write these parties into the tables, each with the same secret."""
    connection = await asyncpg.connect(dsn)
    try:
        records = [{"secret": SECRET, **party} for party in parties]
        await write(connection, PartiesFile.model_validate({"parties": records}))
    finally:
        await connection.close()


@asynccontextmanager
async def open_desk(dsn: str, **settings: object) -> AsyncIterator[Desk]:
    """Serve the toy from a migrated database."""
    await register(dsn, *PARTIES)
    service = create_service(settings_for(dsn, **settings), sha256(SERVICE_TOKEN.encode()).hexdigest())
    async with client_of(service) as client:
        yield Desk(service, client, dsn)
