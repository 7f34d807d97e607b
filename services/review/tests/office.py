"""The review service on a real Postgres and over HTTP, with a vault to ask and two hospitals that call."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from chassis.grants import READING, Verifier
from chassis.parties import Party
from chassis.parties.file import PartiesFile
from chassis.parties.register import write
from chassis.service import Service
from chassis.settings import Environment
from chassis.testing.serving import client_of
from chassis.testing.vault_office import TOKEN, VaultOffice, open_office
from contracts.event import Event
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import SecretStr
from review.app import create_service
from review.settings import Settings

from .messages import Messages
from .town import AGENCIES, CLERKS, DOCTORS, HOSPITALS, PANEL

CHANNEL = "gz-app"
FRONT_DOOR = "https://mante.example"
KEY = Ed25519PrivateKey.generate()
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
READER = Verifier(PUBLIC, READING, "review", "documents")


def secret_of(code: str) -> str:
    return f"the-secret-of-{code}"


@dataclass(slots=True)
class Office:
    """What tests call: the service as institutions see it."""

    service: Service
    vault: VaultOffice
    client: httpx.AsyncClient
    pool: "asyncpg.Pool[asyncpg.Record]"
    _messages: Messages = field(default_factory=Messages)
    _keys: "count[int]" = field(default_factory=count)

    async def hear(self, event: Event, subject: UUID) -> None:
        """Let another service say something of an application."""
        await self.service.engine.handle([self._messages.event(event, subject)])

    async def get(self, institution: str, path: str, **query: int) -> httpx.Response:
        return await self.client.get(path, auth=(institution, secret_of(institution)), params=query)

    async def post(self, institution: str, path: str, body: dict[str, Any], key: str = "") -> httpx.Response:
        headers = {"idempotency-key": key or f"key-{next(self._keys)}"}
        return await self.client.post(path, auth=(institution, secret_of(institution)), json=body, headers=headers)

    async def act(self, institution: str, action: str, task: str, practitioner: str, **more: object) -> httpx.Response:
        """Let a reviewer claim, release, decide or ask."""
        body = {"task_id": task, "practitioner": practitioner} | more
        return await self.post(institution, f"/v1/tasks/{task}/{action}", body)

    async def worklist(self, institution: str, **query: int) -> list[dict[str, Any]]:
        answer = await self.get(institution, "/v1/worklist", **query)
        assert answer.status_code == 200, answer.text
        tasks: list[dict[str, Any]] = answer.json()["tasks"]
        return tasks


@asynccontextmanager
async def open_review(migrated: Callable[[str], Awaitable[str]], **more: object) -> AsyncIterator[Office]:
    """Serve review on a fresh database, with `more` settings."""
    dsn = await migrated("review")
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as pool, open_office() as vault:
        async with pool.acquire() as connection:
            await write(
                connection, PartiesFile.model_validate({"parties": [*map(_record, HOSPITALS + AGENCIES), _APP]})
            )
        service = create_service(_settings(dsn, vault, more))
        async with client_of(service) as client:
            yield Office(service, vault, client, pool)


def _settings(dsn: str, vault: VaultOffice, more: Mapping[str, object]) -> Settings:
    return Settings(
        environment=Environment.TEST,
        postgres=SecretStr(dsn),
        operator_token=SecretStr("an-operator's-token"),
        public_url=FRONT_DOOR,
        vault_url=vault.url,
        vault_token=SecretStr(TOKEN),
        documents_url="http://documents.invalid",
        grant_private_key=SecretStr(PRIVATE),
        **more,  # type: ignore[arg-type]
    )


_APP = {"code": CHANNEL, "kind": "channel", "name": "贵州医保APP", "secret": secret_of(CHANNEL)}


def _record(party: Party) -> dict[str, Any]:
    staff = [
        {"practitioner": one.practitioner, "name": one.name, "roles": sorted(one.roles), "person_ref": one.person_ref}
        for one in DOCTORS + CLERKS + PANEL
        if one.institution == party.code
    ]
    return {
        "code": party.code,
        "kind": party.kind,
        "name": party.name,
        "level": party.level,
        "area": party.area,
        "roles": sorted(party.roles),
        "secret": secret_of(party.code),
        "staff": staff,
    }
