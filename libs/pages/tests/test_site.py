"""One set of pages: languages, type, assets, errors, and nothing from outside."""

import json
import re
from hashlib import sha256

import httpx
import pytest
from pages.assets import SHARED


async def test_a_page_speaks_chinese_until_somebody_prefers_english(browser: httpx.AsyncClient) -> None:
    chinese = (await browser.get("/shop/goods")).text
    assert '<html lang="zh-CN"' in chinese
    assert "<h1>货架</h1>" in chinese
    assert "11月24日 14:30" in chinese
    assert "2026年11月24日" in chinese
    chosen = await browser.post("/shop/preferences", data={"language": "en", "back": "/shop/goods"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/shop/goods")
    english = (await browser.get("/shop/goods")).text
    assert '<html lang="en"' in english
    assert "<h1>Shelf</h1>" in english
    assert "24 Nov 14:30" in english
    assert "rice" in english


async def test_large_type_is_remembered_beside_the_language(browser: httpx.AsyncClient) -> None:
    await browser.post("/shop/preferences", data={"language": "en"})
    await browser.post("/shop/preferences", data={"type_size": "large"})
    page = (await browser.get("/shop/goods")).text
    assert '<html lang="en" data-theme="light" class="large">' in page


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", "/shopping", "/shop/\\..", ""])
async def test_nobody_is_led_to_another_site(browser: httpx.AsyncClient, back: str) -> None:
    chosen = await browser.post("/shop/preferences", data={"language": "en", "back": back})
    assert chosen.headers["location"] == "/shop"


async def test_a_cookie_that_says_nonsense_says_nothing(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("mante-language", "klingon")
    assert '<html lang="zh-CN"' in (await browser.get("/shop/goods")).text


async def test_what_somebody_wrote_is_shown_as_text(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/shop/goods", params={"asked": "<script>alert(1)</script>"})).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


async def test_a_page_takes_nothing_from_outside(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/shop/goods")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in page.headers["content-security-policy"]
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', page.text)
    assert [one for one in addresses if not one.startswith(("/shop", "#"))] == []
    assert " style=" not in page.text
    for address in addresses:
        if "/static/" in address:
            served = await browser.get(address)
            assert served.status_code == 200
            assert "immutable" in served.headers["cache-control"]


@pytest.mark.parametrize("name", ["vendored.json", "nothing.js", "..%2fsite.py"])
async def test_only_what_pages_need_is_served(browser: httpx.AsyncClient, name: str) -> None:
    assert (await browser.get(f"/shop/static/000000000000/{name}")).status_code == 404


def test_vendored_files_are_what_they_say() -> None:
    about = json.loads((SHARED / "vendored.json").read_text(encoding="utf-8"))
    assert {name: sha256((SHARED / name).read_bytes()).hexdigest() for name in about} == {
        name: one["sha256"] for name, one in about.items()
    }


async def test_an_error_is_a_page_with_what_to_do_and_a_code(browser: httpx.AsyncClient) -> None:
    missing = await browser.get("/shop/nothing/1")
    assert missing.status_code == 404
    assert "没有找到这项内容" in missing.text
    assert "<code>NOT_FOUND</code>" in missing.text
    assert (await browser.get("/shop/nothing/many")).status_code == 404
    away = await browser.get("/shop/nothing/0")
    assert (away.status_code, "系统繁忙" in away.text) == (503, True)


async def test_what_changes_is_sent_once_each_time(browser: httpx.AsyncClient) -> None:
    told = (await browser.get("/shop/till")).text
    assert told == "event: fresh\ndata: one\ndata: two\n\nevent: fresh\ndata: three\n\n"
