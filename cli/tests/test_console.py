"""The operators' page of applications, over services that answer what a test has them answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from mante.console.app import create_app
from mante.console.applications import counted
from mante.console.settings import Settings
from pydantic import SecretStr

FRONT, OPERATOR = "http://front", "ops-1"
ROW: dict[str, Any] = {
    "application_id": "01a20c00-0000-7000-8000-000000000000",
    "number": "LP20261124000000017",
    "city": {"zh": "六盘水市", "en": "Liupanshui"},
    "channels": ["贵州医保APP", "贵州医保微信公众号"],
    "state": "in_review",
    "since": "2026-11-24T02:00:00Z",
    "decide_by": "2026-11-24T06:30:00Z",
    "overdue": True,
}


class Services:
    """Intake and review as the console asks them; `away` doesn't answer for intake."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = [ROW]
        self.away = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        match request.url.host, request.url.path:
            case "review", "/operations/operators/ops-1/sign-in":
                return httpx.Response(200, json={"outcome": "right"})
            case "review", "/operations/operators/ops-1":
                return httpx.Response(200, json={"active": True})
            case "intake", "/operations/applications" if not self.away:
                return httpx.Response(200, json=self.rows)
        return httpx.Response(503)


@pytest.fixture
def services() -> Services:
    return Services()


@asynccontextmanager
async def console(services: Services, **more: object) -> AsyncIterator[httpx.AsyncClient]:
    """The console over these services, with `more` settings."""
    addresses = {name: f"http://{name}" for name in ("intake", "review")}
    token = SecretStr("an operators' token")
    settings = Settings(public_url=FRONT, services=addresses, operator_token=token, **more)  # type: ignore[arg-type]
    app = create_app(settings, httpx.AsyncClient(transport=httpx.MockTransport(services)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=FRONT) as client:
        client.headers["origin"] = FRONT
        yield client


@pytest.fixture
async def browser(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who is signed in."""
    async with console(services) as client:
        entered = {"code": OPERATOR, "password": "x", "next": "/console/applications"}
        assert (await client.post("/console/sign-in", data=entered)).headers["location"] == "/console/applications"
        yield client


async def test_it_shows_where_each_application_stands(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/console/applications")
    assert page.status_code == httpx.codes.OK
    for words in ("六盘水市", ROW["number"], "贵州医保APP、贵州医保微信公众号", "审核中", "11月24日 14:30", "已超期"):
        assert words in page.text


async def test_it_says_so_while_intake_is_away(browser: httpx.AsyncClient, services: Services) -> None:
    services.away = True
    assert "受理服务无应答" in (await browser.get("/console/applications")).text


async def test_who_is_not_signed_in_is_asked_to(browser: httpx.AsyncClient) -> None:
    browser.cookies.clear()
    assert ROW["number"] not in (await browser.get("/console/applications")).text


def test_states_are_counted_in_the_order_of_an_applications_life_and_a_new_one_by_its_code() -> None:
    rows = [{**ROW, "state": state} for state in ("approved", "in_review", "in_review", "dissolved")]
    told = [(state.words.zh, times) for state, times in counted(rows)]
    assert told == [("审核中", 2), ("通过", 1), ("dissolved", 1)]


async def test_passwords_are_tried_from_one_address_only_so_often(services: Services) -> None:
    limits = {"trusted_proxies": ["127.0.0.1/32"], "sign_ins_per_second": 0.01, "sign_ins_burst": 2}
    async with console(services, **limits) as client:

        async def tried(at: str) -> int:
            entered = {"code": OPERATOR, "password": "x"}
            return (await client.post("/console/sign-in", data=entered, headers={"x-forwarded-for": at})).status_code

        assert [await tried("203.0.113.7") for _ in range(3)] == [303, 303, 429]
        assert [await tried("203.0.113.7, 203.0.113.8"), await tried("203.0.113.8, 203.0.113.7")] == [303, 429]
