"""Who is signed in: until they sign out, or say nothing for a while, or for long enough."""

from datetime import timedelta

import asyncpg
import httpx
import pytest
from pages.sessions import IDLE, LONGEST, Sessions

MOMENT = timedelta(seconds=5)


async def signed_in(browser: httpx.AsyncClient, name: str = "anna") -> str:
    told = await browser.post("/shop/sign-in", data={"name": name})
    return told.headers["set-cookie"]


async def test_nobody_is_led_to_the_sign_in_first(browser: httpx.AsyncClient) -> None:
    led = await browser.get("/shop/mine")
    assert (led.status_code, led.headers["location"]) == (303, "/shop/sign-in?next=/shop/mine")


async def test_who_signed_in_is_known_until_they_sign_out(browser: httpx.AsyncClient) -> None:
    cookie = await signed_in(browser)
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/shop"} <= {part.strip() for part in cookie.split(";")}
    assert '<p id="asked">anna</p>' in (await browser.get("/shop/mine")).text
    kept = dict(browser.cookies)
    await browser.post("/shop/sign-out", data={"x": ""})
    browser.cookies.update(kept)
    assert (await browser.get("/shop/mine")).status_code == 303


async def test_signing_in_begins_a_new_session_whatever_cookie_came(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("mante-shop", "chosen-by-another", domain="shop.example", path="/shop")
    await signed_in(browser)
    assert browser.cookies.get("mante-shop", path="/shop") != "chosen-by-another"


@pytest.mark.parametrize(("column", "lasts"), [("seen_at", IDLE), ("began_at", LONGEST)])
async def test_a_session_ends_after_its_time(
    pool: "asyncpg.Pool[asyncpg.Record]", browser: httpx.AsyncClient, column: str, lasts: timedelta
) -> None:
    await signed_in(browser)
    await pool.execute(f"update page_sessions set {column} = clock_timestamp() - $1::interval", lasts - MOMENT)
    assert (await browser.get("/shop/mine")).status_code == 200
    await pool.execute(f"update page_sessions set {column} = clock_timestamp() - $1::interval", lasts + MOMENT)
    assert (await browser.get("/shop/mine")).status_code == 303
    await signed_in(browser)
    assert await pool.fetchval("select count(*) from page_sessions") == 1


async def test_looking_after_itself_keeps_no_page_signed_in(
    pool: "asyncpg.Pool[asyncpg.Record]", browser: httpx.AsyncClient
) -> None:
    sessions = Sessions(pool)
    await signed_in(browser)
    token = await sessions.begin("bert")
    await pool.execute("update page_sessions set seen_at = clock_timestamp() - $1::interval", IDLE - MOMENT)
    assert await sessions.who(token, clicked=False) == "bert"
    assert await pool.fetchval("select max(seen_at) < clock_timestamp() - interval '1 minute' from page_sessions")


async def test_all_of_somebodys_sessions_can_be_ended(
    pool: "asyncpg.Pool[asyncpg.Record]", browser: httpx.AsyncClient
) -> None:
    await signed_in(browser)
    await Sessions(pool).end_all_of("anna")
    assert (await browser.get("/shop/mine")).status_code == 303


async def test_the_table_has_no_token(pool: "asyncpg.Pool[asyncpg.Record]", browser: httpx.AsyncClient) -> None:
    await signed_in(browser)
    token = browser.cookies.get("mante-shop", path="/shop")
    row = await pool.fetchval("select page_sessions::text from page_sessions")
    assert token is not None
    assert token not in row
