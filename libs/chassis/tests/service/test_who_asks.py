"""Who asks, and what each may: nobody nothing, a party its own kind's, a suspended party nothing any more."""

import base64

import pytest
from chassis.testing.eventually import eventually
from contracts.ids import uuid7

from .counter import APP, GONE, HOSPITAL, MINI, PARTIES, SECRET, SERVICE_TOKEN, Desk, open_desk, register


def path() -> str:
    return f"/v1/applications/{uuid7()}/withdrawal"


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"gz-app").decode(),
        "Basic " + base64.b64encode(f"gz-app:{SECRET} ".encode()).decode(),
        "Basic " + base64.b64encode(f"nobody:{SECRET}".encode()).decode(),
        "Basic " + base64.b64encode("gz-app:密钥".encode()).decode(),
        "Bearer " + SECRET,
    ],
)
async def test_whoever_cannot_show_who_they_are_is_asked_to(desk: Desk, authorization: str) -> None:
    headers = {"authorization": authorization, "idempotency-key": "k"} if authorization else {}
    answer = await desk.client.post(path(), headers=headers, json={})
    assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHORIZED")
    assert answer.headers["www-authenticate"].startswith("Basic")


async def test_a_suspended_party_is_out(desk: Desk) -> None:
    answer = await desk.post(GONE, path())
    assert (answer.status_code, answer.json()["code"]) == (401, "SUSPENDED")


async def test_a_party_that_leaves_the_file_is_out_within_five_seconds(desk: Desk) -> None:
    assert (await desk.get(MINI, f"/v1/applications/{uuid7()}")).status_code == 200
    await register(desk.dsn, *(party for party in PARTIES if party["code"] != MINI))

    async def is_out() -> bool:
        return (await desk.get(MINI, f"/v1/applications/{uuid7()}")).status_code == 401

    assert await eventually(is_out, within=5)
    assert (await desk.get(APP, f"/v1/applications/{uuid7()}")).status_code == 200


async def test_an_institution_may_not_do_what_channels_do_nor_the_other_way_round(desk: Desk) -> None:
    task = {"task_id": str(uuid7()), "practitioner": "D520201000101"}
    answers = [
        await desk.post(HOSPITAL, path()),
        await desk.get(HOSPITAL, f"/v1/applications/{uuid7()}"),
        await desk.get(HOSPITAL, "/v1/updates"),
        await desk.post(APP, f"/v1/tasks/{task['task_id']}/claim", task),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "FORBIDDEN")}


async def test_scope_follows_from_the_credential_whatever_else_is_sent(desk: Desk) -> None:
    answer = await desk.client.get(
        f"/v1/applications/{uuid7()}?channel={MINI}", headers={"x-channel-id": MINI}, auth=(APP, SECRET)
    )
    assert answer.json()["channel"] == APP


async def test_a_party_in_too_great_a_hurry_is_told_when_to_come_back(engine_database: str) -> None:
    async with open_desk(engine_database, requests_per_second=0.5, requests_burst=3) as desk:
        answers = [await desk.get(APP, f"/v1/applications/{uuid7()}") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["retry-after"] == "2"
        assert (await desk.get(MINI, f"/v1/applications/{uuid7()}")).status_code == 200


async def test_a_service_is_known_by_its_token(desk: Desk) -> None:
    for token, status in ((SERVICE_TOKEN, 200), (SERVICE_TOKEN + "x", 401), ("", 401)):
        headers = {"authorization": f"Bearer {token}"}
        answer = await desk.client.post("/internal/notes", json={"text": "hello"}, headers=headers)
        assert answer.status_code == status
    assert (await desk.client.post("/internal/notes", json={"text": "hello"})).status_code == 401
