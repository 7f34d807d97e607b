"""Signing in with a code: sent rarely, counted once, and nobody learns who is known."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import httpx
import pytest
from chassis.testing.plugin import Migrated
from intake.sign_ins.rules import (
    A_DAY,
    BETWEEN,
    LASTS,
    LOCKED_FOR,
    MOST_A_DAY,
    WRONG,
    Attempt,
    Outcome,
    judge,
    may_send,
)
from intake.sign_ins.store import Begun, Known, SignIns
from pages.sessions import Sessions

from .serving import CANARY, OPERATOR_TOKEN, Asking, asking

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
ANNA = Known(person_ref=UUID("01a20c00-0000-7000-8000-000000000001"), contact_index=b"a")
ORIGIN = {"origin": "http://service"}


def ago(*times: timedelta) -> list[Attempt]:
    return [Attempt(NOW - time) for time in times]


@pytest.mark.parametrize(
    ("earlier", "may"),
    [
        ([], True),
        (ago(BETWEEN - timedelta(seconds=1)), False),
        (ago(BETWEEN), True),
        (ago(*(BETWEEN * number for number in range(1, MOST_A_DAY + 1))), False),
        (ago(*(A_DAY - BETWEEN * number for number in range(MOST_A_DAY))), True),
    ],
)
def test_codes_go_out_a_minute_apart_and_five_a_day(earlier: list[Attempt], may: bool) -> None:  # noqa: FBT001
    assert may_send(earlier, NOW) is may


@pytest.mark.parametrize(
    ("attempt", "matches", "outcome"),
    [
        (Attempt(NOW - LASTS + timedelta(seconds=1)), True, Outcome.RIGHT),
        (Attempt(NOW - LASTS), True, Outcome.OVER),
        (Attempt(NOW), False, Outcome.WRONG),
        (Attempt(NOW, WRONG, NOW), True, Outcome.LOCKED),
        (Attempt(NOW, WRONG - 1, NOW), True, Outcome.RIGHT),
        (Attempt(NOW, WRONG, NOW - LOCKED_FOR), True, Outcome.RIGHT),
    ],
)
def test_what_a_code_counts_for(attempt: Attempt, matches: bool, outcome: Outcome) -> None:  # noqa: FBT001
    assert judge(attempt, [], NOW, matches=matches) is outcome


def test_wrong_codes_of_all_attempts_count_together() -> None:
    others = [Attempt(NOW - LASTS, 3, NOW), Attempt(NOW - LASTS, 2, NOW)]
    assert judge(Attempt(NOW), others, NOW, matches=True) is Outcome.LOCKED


@pytest.fixture
async def sign_ins(migrated: Migrated) -> AsyncIterator[SignIns]:
    async with asyncpg.create_pool(await migrated("intake"), min_size=1, max_size=3) as pool:
        yield SignIns(pool)


def code_of(begun: Begun) -> str:
    assert begun.code is not None
    return begun.code


async def test_a_code_lets_in_once(sign_ins: SignIns) -> None:
    begun = await sign_ins.begin(ANNA)
    assert await sign_ins.enter(begun.token, code_of(begun)) == (Outcome.RIGHT, ANNA.person_ref)
    assert await sign_ins.enter(begun.token, code_of(begun)) == (Outcome.OVER, None)


async def test_another_browsers_code_is_wrong_here(sign_ins: SignIns) -> None:
    begun, other = await sign_ins.begin(ANNA), await sign_ins.begin(Known(ANNA.person_ref, b"b"))
    assert other.code is None
    assert await sign_ins.enter(other.token, code_of(begun)) == (Outcome.WRONG, None)


async def test_for_a_stranger_everything_looks_the_same(sign_ins: SignIns) -> None:
    begun = await sign_ins.begin(None)
    assert begun.code is None
    assert await sign_ins.enter(begun.token, "123456") == (Outcome.WRONG, None)


async def test_after_five_wrong_codes_the_right_one_lets_nobody_in(sign_ins: SignIns) -> None:
    begun = await sign_ins.begin(ANNA)
    wrong = "000000" if begun.code != "000000" else "000001"
    said = [(await sign_ins.enter(begun.token, wrong))[0] for _ in range(WRONG)]
    assert said == [Outcome.WRONG] * WRONG
    assert await sign_ins.enter(begun.token, code_of(begun)) == (Outcome.LOCKED, None)


async def test_the_row_tells_neither_code_nor_token(sign_ins: SignIns) -> None:
    begun = await sign_ins.begin(ANNA)
    row = await sign_ins.pool.fetchval("select sign_ins::text from sign_ins")
    assert begun.token not in row
    assert code_of(begun) not in row


async def who(asked: Asking, **changed: str) -> httpx.Response:
    return await asked.client.post("/apply/sign-in", data={"area": "520200", **CANARY, **changed}, headers=ORIGIN)


@pytest.fixture
async def asked(migrated: Migrated) -> AsyncIterator[Asking]:
    async with asking(await migrated("intake"), "gz-app") as opened:
        yield opened


async def test_whoever_differs_from_what_is_known_is_told_the_same_and_gets_no_code(asked: Asking) -> None:
    await asked.person("gz-app")
    for changed in ({"phone": "13987654321"}, {"name": "李四"}):
        told = await who(asked, **changed)
        assert (told.status_code, told.headers["location"]) == (303, "/apply/code?next=/apply")
    assert await asked.pool.fetchval("select count(code_sha256) from sign_ins") == 0
    assert (await who(asked)).status_code == 303
    assert await asked.pool.fetchval("select count(code_sha256) from sign_ins") == 1


async def test_signing_in_changes_nothing_that_is_known(asked: Asking) -> None:
    await asked.person("gz-app")
    before = await asked.pool.fetchval("select md5(persons::text) from persons")
    await who(asked, phone="13987654321")
    assert await asked.pool.fetchval("select md5(persons::text) from persons") == before


@pytest.mark.parametrize(
    ("field_name", "wrong"), [("id_number", "520200195507080019"), ("phone", "123"), ("name", "王\u200b五")]
)
async def test_what_cannot_be_is_said_on_the_form(asked: Asking, field_name: str, wrong: str) -> None:
    told = await who(asked, **{field_name: wrong})
    assert told.status_code == 422
    assert 'role="alert"' in told.text
    assert await asked.pool.fetchval("select count(*) from persons") == 0


@pytest.mark.parametrize(
    "path", ["/apply/applications", "/apply/new", "/apply/applications/01a20c00-0000-7000-8000-000000000001"]
)
async def test_nobody_sees_anything_without_signing_in(asked: Asking, path: str) -> None:
    led = await asked.client.get(path)
    assert (led.status_code, led.headers["location"]) == (303, f"/apply/sign-in?next={path}")


async def test_whoever_is_erased_is_signed_in_no_longer(asked: Asking) -> None:
    person_ref = await asked.person("gz-app")
    token = await Sessions(asked.pool).begin(str(person_ref))
    asked.client.cookies.set("mante-apply", token, path="/apply")
    assert (await asked.client.get("/apply/applications")).status_code == 200
    order = {"authorization": f"Bearer {OPERATOR_TOKEN}"}
    await asked.client.post(f"/operations/persons/{person_ref}/erasure", json={"reason": "by law"}, headers=order)
    assert await asked.pool.fetchval("select count(*) from page_sessions") == 0
    left_open = await Sessions(asked.pool).begin(str(person_ref))
    asked.client.cookies.set("mante-apply", left_open, path="/apply")
    for path in ("/apply/applications", "/apply/new"):
        assert (await asked.client.get(path)).headers["location"] == f"/apply/sign-in?next={path}"
    assert (await asked.client.get("/apply")).status_code == 200
