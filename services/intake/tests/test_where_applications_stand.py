"""What an operator sees of the newest applications: where each stands, and nothing of whom or which disease."""

from collections.abc import AsyncIterator

import httpx
import pytest

from .serving import CANARY, OPERATOR_TOKEN, Asking, asking
from .story import draft, lodging, papers
from .world import APP, WECHAT

PLACE = "/operations/applications"


@pytest.fixture
async def ask(intake_database: str) -> AsyncIterator[Asking]:
    async with asking(intake_database, APP, WECHAT) as client:
        yield client


async def seen(ask: Asking) -> httpx.Response:
    answer = await ask.client.get(PLACE, headers={"authorization": f"Bearer {OPERATOR_TOKEN}"})
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer


async def test_the_newest_come_first_each_with_its_channels_and_its_state(ask: Asking) -> None:
    person = await ask.person(APP)
    first = (await ask.post(APP, "/v1/applications", draft(person))).json()["application_id"]
    await ask.post(APP, f"/v1/applications/{first}/lodging", lodging(*papers("identity_card")))
    second = (await ask.post(WECHAT, "/v1/applications", draft(person))).json()["application_id"]
    await ask.post(WECHAT, f"/v1/applications/{second}/lodging", lodging(*papers("identity_card")))
    rows = (await seen(ask)).json()
    assert [(row["application_id"], row["state"], row["channels"]) for row in rows] == [
        (second, "joined", [f"渠道{WECHAT}"]),
        (first, "lodged", [f"渠道{APP}"]),
    ]
    assert rows[0]["number"] == rows[1]["number"] != ""
    assert rows[1]["city"]["zh"] == "六盘水市"


async def test_nobody_is_named_and_nobody_else_is_shown_it(ask: Asking) -> None:
    person = await ask.person(APP)
    body = draft(person)
    await ask.post(APP, "/v1/applications", body)
    told = (await seen(ask)).text
    assert not [word for word in (*CANARY.values(), str(person), body.disease_code) if word in told]
    assert (await ask.client.get(PLACE)).status_code == httpx.codes.UNAUTHORIZED
    assert (await ask.get(APP, PLACE)).status_code == httpx.codes.UNAUTHORIZED
