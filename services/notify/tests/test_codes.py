"""Codes to sign in with: for services that may ask, to the person's own telephone, in the city's name."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import httpx
import pytest
from chassis.http import problems
from chassis.vault import VaultClient
from contracts.ids import uuid7
from fastapi import FastAPI
from notify.api import codes
from notify.gateway import Gateway
from policy.registry import load_packs
from pydantic import SecretStr

TOKEN = "token-of-intake-in-this-test"
ANNA = uuid7()


class At:
    def now(self) -> datetime:
        return datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@dataclass
class World:
    """The vault and the gateway, as far as they are asked; `gateway` is what the gateway answers."""

    gateway: int = 200
    sent: list[dict[str, str]] = field(default_factory=list)

    def vault(self, request: httpx.Request) -> httpx.Response:
        known = json.loads(request.content)["person_ref"] == str(ANNA)
        return httpx.Response(200, json={"phone": "13800000001"}) if known else httpx.Response(404)

    def take(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(json.loads(request.content))
        return httpx.Response(self.gateway, json={"status": "taken"})


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def intake(world: World) -> AsyncIterator[httpx.AsyncClient]:
    vault = VaultClient("http://vault", SecretStr("x"), httpx.MockTransport(world.vault))
    async with httpx.AsyncClient(base_url="http://gateway", transport=httpx.MockTransport(world.take)) as http:
        desk = codes.Desk(Gateway(http), vault, load_packs(), At())  # type: ignore[arg-type]
        app = FastAPI()
        problems.install(app)
        app.include_router(codes.router(desk, {"intake": sha256(TOKEN.encode()).hexdigest()}))
        login = {"authorization": f"Bearer {TOKEN}"}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(base_url="http://notify", transport=transport, headers=login) as client:
            yield client
    await vault.close()


async def ask(client: httpx.AsyncClient, person: UUID = ANNA, **changed: str) -> httpx.Response:
    body = {"person_ref": str(person), "area": "520200", "code": "123456", **changed}
    return await client.post("/internal/codes", json=body)


async def test_a_code_goes_to_the_persons_own_telephone(world: World, intake: httpx.AsyncClient) -> None:
    assert (await ask(intake)).json() == {"outcome": "taken"}
    (sent,) = world.sent
    assert sent["phone"] == "13800000001"
    assert sent["text"].startswith("【")
    assert "123456" in sent["text"]
    assert len(sent["text"]) <= 70


async def test_who_may_not_ask_sends_nothing(world: World, intake: httpx.AsyncClient) -> None:
    intake.headers["authorization"] = "Bearer another"
    assert (await ask(intake)).status_code == 401
    assert world.sent == []


@pytest.mark.parametrize(
    ("person", "changed", "status"),
    [(uuid7(), {}, 404), (ANNA, {"area": "110000"}, 404), (ANNA, {"code": "12a456"}, 422), (ANNA, {"code": ""}, 422)],
)
async def test_what_cannot_be_sent_is_refused(
    world: World, intake: httpx.AsyncClient, person: UUID, changed: dict[str, str], status: int
) -> None:
    assert (await ask(intake, person, **changed)).status_code == status
    assert world.sent == []


@pytest.mark.parametrize("answers", [429, 500, 503])
async def test_a_gateway_that_is_away_is_said_at_once(world: World, intake: httpx.AsyncClient, answers: int) -> None:
    world.gateway = answers
    assert (await ask(intake)).status_code == 503
    assert len(world.sent) == 1
