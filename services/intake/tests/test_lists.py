"""By number, and all of a person's, whichever channel or agent filed them; what isn't theirs is 404, same body."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from contracts.ids import uuid7
from contracts.vocabulary import Route

from .serving import Asking, asking
from .story import draft, lodging, papers
from .world import APP, WECHAT

CHENGDU = "H51010500001"
DAUGHTER = {"id_number": "52020019880229002X", "name": "李小花", "phone": "13900000002"}


@pytest.fixture
async def ask(intake_database: str) -> AsyncIterator[Asking]:
    async with asking(intake_database, APP, WECHAT, CHENGDU) as client:
        yield client


async def opened(ask: Asking, channel: str, person: UUID, **more: Any) -> str:  # noqa: ANN401 - as `draft` takes it
    answer = await ask.post(channel, "/v1/applications", draft(person, **more))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["application_id"])


async def listed(ask: Asking, channel: str, person: UUID) -> list[dict[str, Any]]:
    answer = await ask.get(channel, f"/v1/persons/{person}/applications")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["applications"]
    return found


async def test_a_number_finds_its_application_for_the_channel_that_follows_it(ask: Asking) -> None:
    mine = await opened(ask, APP, await ask.person(APP))
    number = (await ask.post(APP, f"/v1/applications/{mine}/lodging", lodging(*papers("identity_card")))).json()[
        "number"
    ]
    found = await ask.get(APP, f"/v1/applications?number={number}")
    assert found.json()["application_id"] == mine
    assert found.json()["progress"]["sentence"]["zh"]
    foreign = await ask.get(WECHAT, f"/v1/applications?number={number}")
    nobodys = await ask.get(WECHAT, "/v1/applications?number=LP20261109470708912")
    assert (foreign.status_code, nobodys.status_code) == (404, 404)
    assert foreign.content == nobodys.content


async def test_a_slip_in_a_number_is_noticed_and_a_joined_application_is_the_open_one(ask: Asking) -> None:
    person = await ask.person(APP)
    first = await opened(ask, APP, person)
    number = (await ask.post(APP, f"/v1/applications/{first}/lodging", lodging(*papers("identity_card")))).json()[
        "number"
    ]
    second = await opened(ask, APP, person)
    joined = await ask.post(APP, f"/v1/applications/{second}/lodging", lodging(*papers("identity_card")))
    assert joined.json()["number"] == number
    assert (await ask.get(APP, f"/v1/applications?number={number}")).json()["application_id"] == first
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    for wrong, code in ((slip, "NUMBER_INVALID"), ("nonsense", "REQUEST_INVALID")):
        answer = await ask.get(APP, f"/v1/applications?number={wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_person_sees_all_that_was_filed_for_them_and_an_agent_what_they_filed(ask: Asking) -> None:
    mother, daughter = await ask.person(APP), await ask.person(APP, **DAUGHTER)
    hers = await opened(ask, APP, mother)
    for_her = await opened(ask, APP, mother, disease="epilepsy", agent=daughter)
    own = await opened(ask, APP, daughter)
    assert [(one["application_id"], one["part"]) for one in await listed(ask, APP, mother)] == [
        (for_her, "applicant"),
        (hers, "applicant"),
    ]
    assert [(one["application_id"], one["part"]) for one in await listed(ask, APP, daughter)] == [
        (own, "applicant"),
        (for_her, "agent"),
    ]


async def test_the_list_is_the_same_in_every_channel_that_the_person_came_through(ask: Asking) -> None:
    person = await ask.person(APP)
    mine = await opened(ask, APP, person)
    assert await ask.person(WECHAT) == person
    here, there = await listed(ask, APP, person), await listed(ask, WECHAT, person)
    assert [one["yours"] for one in (*here, *there)] == [True, False]
    assert here[0]["progress"] == there[0]["progress"]
    assert (await ask.get(WECHAT, f"/v1/applications/{mine}")).status_code == 404


async def test_a_person_who_never_came_through_the_channel_is_nobody_to_it(ask: Asking) -> None:
    person = await ask.person(APP)
    await opened(ask, APP, person)
    foreign = await ask.get(WECHAT, f"/v1/persons/{person}/applications")
    nobody = await ask.get(WECHAT, f"/v1/persons/{uuid7()}/applications")
    assert (foreign.status_code, nobody.status_code) == (404, 404)
    assert foreign.content == nobody.content


async def test_a_hospital_that_hands_in_for_a_person_is_shown_no_list_and_lends_itself_no_papers(ask: Asking) -> None:
    person = await ask.person(CHENGDU)
    mine = await opened(ask, APP, person)
    assert (await ask.get(CHENGDU, f"/v1/persons/{person}/applications")).status_code == 404
    remote = draft(person, disease="epilepsy", of=UUID(mine)).model_copy(update={"route": Route.REMOTE_HOSPITAL})
    assert (await ask.post(CHENGDU, "/v1/applications", remote)).status_code == 404
    own = remote.model_copy(update={"with_papers_of": None})
    assert (await ask.post(CHENGDU, "/v1/applications", own)).status_code == 200


APPROVED = """
update aggregates set state = state || '{"status": "approved",
    "ending": {"outcome": "approved", "benefit_start": "2026-11-24", "reasons": []}}' where subject = $1
"""


async def test_a_hospital_that_asks_is_shown_how_its_upload_stands_and_not_what_was_decided(ask: Asking) -> None:
    person = await ask.person(CHENGDU)
    remote = draft(person).model_copy(update={"route": Route.REMOTE_HOSPITAL})
    mine = (await ask.post(CHENGDU, "/v1/applications", remote)).json()["application_id"]
    lodged = await ask.post(CHENGDU, f"/v1/applications/{mine}/lodging", lodging(*papers("identity_card")))
    await ask.pool.execute(APPROVED, UUID(mine))
    for path in (f"/v1/applications/{mine}", f"/v1/applications?number={lodged.json()['number']}"):
        progress = (await ask.get(CHENGDU, path)).json()["progress"]
        assert (progress["state"], progress["who_has_it"]) == ("submitted", "nobody")
        assert not {"outcome", "benefit_start", "reasons"} & {name for name, value in progress.items() if value}
