"""Forms: strictly read, and only from our own pages."""

from uuid import UUID

import httpx
import pytest
from chassis.http.problems import Problem
from pages.forms import filled_in


async def test_a_form_is_read_with_what_comes_more_than_once(browser: httpx.AsyncClient) -> None:
    told = await browser.post("/shop/orders", data={"what": " 米 ", "also": ["盐", "油"]})
    assert told.text == "米 盐,油"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "what=",
        "what=a&what=b",
        "what=a&colour=red",
        "what=%FF",
        "what=a%00b",
        "what=%1B[31m",
        "&".join(f"also={number}" for number in range(300)),
    ],
)
async def test_what_does_not_fit_is_refused(browser: httpx.AsyncClient, body: str) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    told = await browser.post("/shop/orders", content=body, headers=kind)
    assert told.status_code == 422
    assert "FORM_INVALID" in told.text


async def test_what_a_keyboard_types_and_a_clipboard_brings_along_is_read(browser: httpx.AsyncClient) -> None:
    told = await browser.post("/shop/orders", data={"what": "two\r\nlines", "also": "\u200b米"})
    assert told.text == "two\r\nlines \u200b米"


async def test_what_nothing_can_be_made_of_is_told_as_wrongly_filled_in() -> None:
    with pytest.raises(Problem) as refused, filled_in():
        UUID("-" * 36)
    assert (refused.value.status, refused.value.code) == (422, "FORM_INVALID")


async def test_another_kind_of_body_is_refused(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/shop/orders", json={"what": "a"})).status_code == 415


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "https://shop.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://shop.example", "sec-fetch-site": "same-site"},
    ],
)
async def test_another_sites_page_can_ask_for_nothing(browser: httpx.AsyncClient, headers: dict[str, str]) -> None:
    told = await browser.post("/shop/orders", data={"what": "a"}, headers=headers)
    assert (told.status_code, "CROSS_SITE" in told.text) == (403, True)


async def test_who_says_nothing_of_the_origin_is_refused(browser: httpx.AsyncClient) -> None:
    del browser.headers["origin"]
    assert (await browser.post("/shop/orders", data={"what": "a"})).status_code == 403
