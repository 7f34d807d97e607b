"""The whole service on a database of its own, asked over HTTP as channels and services ask it."""

import base64
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from chassis.parties.file import PartiesFile
from chassis.parties.register import write
from chassis.storage.driver import Pool
from chassis.testing.serving import client_of
from contracts.event import Event
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from intake.app import create_service
from intake.settings import Settings
from pydantic import SecretStr

SECRET = "a secret of sixteen and more"
OPERATOR_TOKEN = "operator-token-of-the-tests"
NOTIFY_TOKEN = "notify-token-of-the-tests"
CANARY = {"id_number": "520200195507080018", "name": "王金丝雀", "phone": "13812345678"}


@dataclass(slots=True)
class Asking:
    """A client of the running service; each request has a key of its own unless one is given."""

    client: httpx.AsyncClient
    pool: Pool
    _keys: Iterator[int] = field(default_factory=count)

    async def post(self, channel: str, path: str, body: Event | dict[str, Any], **headers: str) -> httpx.Response:
        content = body.model_dump_json() if isinstance(body, Event) else json.dumps(body)
        keyed = {"idempotency-key": f"key-{next(self._keys)}", "content-type": "application/json", **headers}
        return await self.client.post(path, headers=keyed, auth=(channel, SECRET), content=content)

    async def get(self, channel: str, path: str) -> httpx.Response:
        return await self.client.get(path, auth=(channel, SECRET))

    async def person(self, channel: str, **change: str) -> UUID:
        answer = await self.post(channel, "/v1/persons", {**CANARY, **change})
        assert answer.status_code == httpx.codes.OK, answer.text
        return UUID(answer.json()["person_ref"])


@asynccontextmanager
async def asking(dsn: str, *channels: str, insured: Path | None = None, **more: object) -> AsyncIterator[Asking]:
    """Serve intake for these channels, with a file of the insured if one is given, and with `more` settings."""
    async with asyncpg.create_pool(dsn, min_size=1, max_size=4) as pool:
        async with pool.acquire() as connection:
            await write(connection, _parties(channels))
        async with client_of(create_service(_settings(dsn, insured, more))) as client:
            yield Asking(client, pool)


def _parties(channels: tuple[str, ...]) -> PartiesFile:
    hospital: dict[str, object] = {
        "code": "H52020199001",
        "kind": "institution",
        "name": "医院",
        "level": 2,
        "area": "520200",
    }
    parties: list[dict[str, object]] = [
        {"code": code, "kind": "channel", "name": f"渠道{code}", "level": 2 if code.startswith("H") else None}
        for code in channels
    ]
    return PartiesFile.model_validate({"parties": [{**each, "secret": SECRET} for each in (*parties, hospital)]})


def _settings(dsn: str, insured: Path | None, more: Mapping[str, object]) -> Settings:
    private = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Settings(
        environment="test",
        postgres=SecretStr(dsn),
        operator_token=SecretStr(OPERATOR_TOKEN),
        vault_key=_key(b"v"),
        blind_index_key=_key(b"i"),
        grant_private_key=SecretStr(private.decode()),
        vault_tokens={"notify": sha256(NOTIFY_TOKEN.encode()).hexdigest()},
        insurance_csv=insured,
        **more,  # type: ignore[arg-type]
    )


def _key(byte: bytes) -> SecretStr:
    return SecretStr(base64.b64encode(byte * 32).decode())
