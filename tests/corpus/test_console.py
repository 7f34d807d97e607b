"""The operators' console: its doors are found and tried like a service's; the services behind it are played by hand."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from mante.console.app import create_app
from mante.console.settings import Settings
from pydantic import SecretStr

from .doors import doors_of
from .town import OPERATOR, ORIGIN

OPEN = {
    "GET /console/sign-in",
    "GET /console/static/{fingerprint}/{name}",
    "GET /livez",
    "GET /metrics",
    "GET /readyz",
    "POST /console/password",  # a first password is changed before anybody is signed in
    "POST /console/preferences",
    "POST /console/sign-in",
    "POST /console/sign-out",
}
"""What opens for anybody; all else leads to the sign-in first."""
ELSEWHERE = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def _answer(request: httpx.Request) -> httpx.Response:
    outcome = "locked" if b"guess" in request.content else "right"
    return httpx.Response(200, json={"active": True, "outcome": outcome, "changed": True})


@pytest.fixture
async def console() -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    settings = Settings(
        services={"review": "http://review"}, operator_token=SecretStr(OPERATOR), public_url="https://mante.example"
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(_answer)) as services:
        app = create_app(settings, services)
        app.state.inside.stopping.set()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://service") as client:
            yield app, client


async def test_the_console_opens_for_nobody_who_is_not_signed_in(console: tuple[FastAPI, httpx.AsyncClient]) -> None:
    app, browser = console
    for door in doors_of(app):
        answer = await browser.request(door.method, door.at(), headers={**ORIGIN, "origin": "https://service", **FORM})
        led = answer.status_code == 303 and "/sign-in?next=" in answer.headers["location"]
        assert led is (door.name not in OPEN), f"{door.name}: {answer}"
    assert {door.name for door in doors_of(app)} > OPEN


async def test_the_console_takes_no_form_of_another_site(console: tuple[FastAPI, httpx.AsyncClient]) -> None:
    app, browser = console
    own = {"origin": "https://service", **FORM}
    signed_in = await browser.post("/console/sign-in", content="code=wang&password=right", headers=own)
    assert signed_in.status_code == 303
    for door in doors_of(app):
        if door.method == "POST":
            answer = await browser.post(door.at(), headers={**ELSEWHERE, **FORM})
            assert (answer.status_code, "CROSS_SITE" in answer.text) == (403, True), door.name


async def test_who_guesses_at_the_console_is_told_for_how_long_to_wait(
    console: tuple[FastAPI, httpx.AsyncClient],
) -> None:
    _, browser = console
    own = {"origin": "https://service", **FORM}
    told = await browser.post("/console/sign-in", content="code=wang&password=guess", headers=own)
    assert (told.status_code, told.headers["retry-after"]) == (429, "900")


@pytest.mark.parametrize("code", ["..", "a/b", "%00", ".", "a b"])
async def test_a_code_leads_to_no_other_place_of_a_service(
    console: tuple[FastAPI, httpx.AsyncClient], code: str
) -> None:
    _, browser = console
    own = {"origin": "https://service", **FORM}
    told = await browser.post("/console/sign-in", content=f"code={code}&password=right", headers=own)
    assert told.status_code == 422
