"""From one address pages are asked for, and signing in is tried, only so often; nobody says where they are."""

from ipaddress import ip_network

import asyncpg
import httpx
import pytest
from chassis.settings import AddressSettings
from fastapi import FastAPI

from .conftest import SAME_SITE
from .shop import shop

FRONT_DOOR, HERE, THERE = "10.0.0.2", "203.0.113.7", "203.0.113.8"
GOODS, MINE = "/shop/goods", {"name": "lisi"}
BEHIND_A_FRONT_DOOR = AddressSettings(
    trusted_proxies=(ip_network(f"{FRONT_DOOR}/32"),),
    pages_per_second=0.001,
    pages_burst=6,
    sign_ins_per_second=0.01,
    sign_ins_burst=2,
)


@pytest.fixture
async def app(pool: "asyncpg.Pool[asyncpg.Record]") -> FastAPI:
    return await shop(pool, BEHIND_A_FRONT_DOOR)


def browser_at(app: FastAPI, peer: str, forwarded: str = "") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(peer, 40_000))
    headers = SAME_SITE | ({"x-forwarded-for": forwarded} if forwarded else {})
    return httpx.AsyncClient(transport=transport, base_url="https://shop.example", headers=headers)


async def statuses(browser: httpx.AsyncClient, times: int) -> list[int]:
    return [(await browser.get(GOODS)).status_code for _ in range(times)]


async def test_whoever_is_in_too_great_a_hurry_reads_so_in_their_language_and_when_to_come_back(app: FastAPI) -> None:
    async with browser_at(app, FRONT_DOOR, HERE) as browser:
        assert await statuses(browser, 7) == [200] * 6 + [429]
        chinese = await browser.get(GOODS)
        browser.cookies.set("mante-language", "en")
        english = await browser.get(GOODS)
    for told, language, words in (
        (chinese, "zh-CN", "请求过于频繁，请稍后重试。"),
        (english, "en", "Too many requests: please wait a moment and try again."),
    ):
        assert (told.status_code, told.headers["content-type"]) == (429, "text/html; charset=utf-8")
        assert f'<p role="alert" lang="{language}">{words}</p>' in told.text
        assert "TOO_MANY_REQUESTS" in told.text
        assert 900 < int(told.headers["retry-after"]) <= 1000


async def test_one_address_uses_up_nothing_of_anothers(app: FastAPI) -> None:
    async with browser_at(app, FRONT_DOOR, HERE) as here, browser_at(app, FRONT_DOOR, THERE) as there:
        assert await statuses(here, 7) == [200] * 6 + [429]
        assert await statuses(there, 7) == [200] * 6 + [429]


async def test_who_comes_past_the_front_door_is_where_they_are_whatever_they_say(app: FastAPI) -> None:
    for number in range(8):
        async with browser_at(app, HERE, f"198.51.100.{number}") as browser:
            assert (await browser.get(GOODS)).status_code == (200 if number < 6 else 429)


async def test_what_somebody_wrote_before_the_front_door_wrote_counts_for_nothing(app: FastAPI) -> None:
    for number in range(8):
        async with browser_at(app, FRONT_DOOR, f"198.51.100.{number}, {HERE}") as browser:
            assert (await browser.get(GOODS)).status_code == (200 if number < 6 else 429)


async def test_signing_in_is_tried_less_often_and_counted_for_itself(app: FastAPI) -> None:
    async with browser_at(app, FRONT_DOOR, HERE) as browser:
        tries = [(await browser.post("/shop/sign-in", data=MINE)).status_code for _ in range(3)]
        assert tries == [303, 303, 429]
        assert await statuses(browser, 4) == [200, 200, 200, 429]


async def test_before_anybody_says_who_the_front_door_is_nobody_is_counted(
    pool: "asyncpg.Pool[asyncpg.Record]",
) -> None:
    app = await shop(pool, BEHIND_A_FRONT_DOOR.model_copy(update={"trusted_proxies": None}))
    async with browser_at(app, FRONT_DOOR, HERE) as browser:
        assert await statuses(browser, 20) == [200] * 20
