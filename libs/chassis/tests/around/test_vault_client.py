"""Asking the vault: what it says, what it doesn't know, and what happens while it is away."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest
from chassis import storage
from chassis.vault import Away, Erased, Unheard, VaultClient
from contracts.ids import uuid7
from pydantic import SecretStr, ValidationError

PERSON = uuid7()
Answering = Callable[[httpx.Request], httpx.Response]


def vault(answer: Answering) -> VaultClient:
    return VaultClient("http://vault", SecretStr("the token"), transport=httpx.MockTransport(answer))


async def read(client: VaultClient, person: UUID = PERSON, **change: object) -> dict[str, str]:
    asked: dict[str, Any] = {"fields": ("phone",), "purpose": "notice", "on_behalf_of": "notify", **change}
    try:
        return await client.read(person, **asked)
    finally:
        await client.close()


async def test_the_vault_hears_who_asks_for_what_and_why() -> None:
    heard: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, json={"phone": "13800000000"})

    assert await read(vault(answer)) == {"phone": "13800000000"}
    (request,) = heard
    assert (request.url.path, request.headers["authorization"]) == ("/internal/vault/read", "Bearer the token")
    asked = orjson.loads(request.content)
    expected = {"person_ref": str(PERSON), "fields": ["phone"], "purpose": "notice", "on_behalf_of": "notify"}
    assert asked == expected


async def test_a_person_who_was_erased_is_no_outage() -> None:
    with pytest.raises(Erased):
        await read(vault(lambda _: httpx.Response(404)))


def broken(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


def slow(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too long")


@pytest.mark.parametrize(
    "answer",
    [
        broken,
        slow,
        lambda _: httpx.Response(401),
        lambda _: httpx.Response(500),
        lambda _: httpx.Response(302, headers={"location": "http://elsewhere/"}),
        lambda _: httpx.Response(200, content=b"<html>"),
        lambda _: httpx.Response(200, json={"phone": 1}),
    ],
)
async def test_everything_else_is_an_outage(answer: Answering) -> None:
    with pytest.raises(Away) as away:
        await read(vault(answer))
    assert isinstance(away.value, storage.Away), "so that a route answers 503"
    assert "the token" not in str(away.value)


@pytest.mark.parametrize(("answer", "unheard"), [(slow, True), (503, True), (500, False), (422, False)])
async def test_an_answer_that_is_of_no_use_may_be_the_questions_own_doing(
    answer: Answering | int, *, unheard: bool
) -> None:
    with pytest.raises(Away) as away:
        await read(vault(answer if callable(answer) else lambda _: httpx.Response(answer)))
    assert isinstance(away.value, Unheard) is unheard


async def test_a_question_without_a_purpose_is_not_even_asked() -> None:
    for change in ({"purpose": ""}, {"fields": ()}, {"on_behalf_of": "two words\r\n"}):
        with pytest.raises(ValidationError):
            await read(vault(broken), **change)
