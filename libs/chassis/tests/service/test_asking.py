"""A party's request over HTTP: answered once, the same for ever, and never mixed up with another party's."""

import asyncio

import httpx
import pytest
from contracts.ids import uuid7

from .counter import APP, MINI, Desk


async def test_a_request_takes_effect_and_is_answered(desk: Desk) -> None:
    application = uuid7()
    answer = await desk.post(APP, f"/v1/applications/{application}/withdrawal")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()["state"] == "withdrawn"
    assert "withdrawn" in await desk.done(application)


async def test_the_same_key_gives_the_same_bytes_and_no_second_effect(desk: Desk) -> None:
    path = f"/v1/applications/{uuid7()}/withdrawal"
    answers = [await desk.post(APP, path, idempotency_key="once") for _ in range(3)]
    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {200}


async def test_the_same_key_at_the_same_instant_gives_everybody_the_same_bytes(desk: Desk) -> None:
    path = f"/v1/applications/{uuid7()}/withdrawal"
    answers = await asyncio.gather(*(desk.post(APP, path, idempotency_key="race") for _ in range(20)))
    assert len({answer.content for answer in answers}) == 1


async def test_the_same_key_with_another_body_is_refused(desk: Desk) -> None:
    path = f"/v1/applications/{uuid7()}/withdrawal"
    await desk.post(APP, path, {"reason": "mistake"}, idempotency_key="once")
    answer = await desk.post(APP, path, {"reason": "other"}, idempotency_key="once")
    assert (answer.status_code, answer.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


async def test_the_same_key_of_another_party_is_another_request(desk: Desk) -> None:
    path = f"/v1/applications/{uuid7()}/withdrawal"
    await desk.post(APP, path, idempotency_key="mine")
    answer = await desk.post(MINI, path, idempotency_key="mine")
    assert (answer.status_code, answer.json()["code"]) == (409, "ALREADY_WITHDRAWN")


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "é"])
async def test_a_key_that_is_no_key_is_refused(desk: Desk, key: str) -> None:
    answer = await desk.client.post(
        f"/v1/applications/{uuid7()}/withdrawal",
        headers=[(b"idempotency-key", key.encode("latin-1")), (b"content-type", b"application/json")],
        auth=(APP, "a secret of sixteen and more"),
        content=b"{}",
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "IDEMPOTENCY_KEY_INVALID")


async def test_a_key_is_asked_for(desk: Desk) -> None:
    answer = await _without_key(desk)
    assert (answer.status_code, answer.json()["code"]) == (400, "IDEMPOTENCY_KEY_MISSING")


async def _without_key(desk: Desk) -> httpx.Response:
    auth = (APP, "a secret of sixteen and more")
    return await desk.client.post(f"/v1/applications/{uuid7()}/withdrawal", auth=auth, json={})


async def test_a_refusal_is_a_problem_that_says_why(desk: Desk) -> None:
    path = f"/v1/applications/{uuid7()}/withdrawal"
    await desk.post(APP, path)
    answer = await desk.post(APP, path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "code": "ALREADY_WITHDRAWN",
        "detail": "该申请已撤回。",
    }


async def test_what_a_request_begins_has_the_senders_id_or_one_that_its_key_gives(desk: Desk) -> None:
    application = uuid7()
    await desk.post(APP, "/v1/applications", application_id=str(application))
    assert await desk.done(application)
    answers = [await desk.post(APP, "/v1/applications", idempotency_key="begin") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content


async def test_an_id_that_is_no_uuid7_is_refused(desk: Desk) -> None:
    for given in ("1", "0190AAAA-0000-7000-8000-000000000000", "7b1f8d0e-3f1c-4a83-9d25-1f6f8e1b5f10"):
        answer = await desk.post(APP, "/v1/applications", application_id=given)
        assert (answer.status_code, answer.json()["code"]) == (400, "APPLICATION_ID_INVALID")


async def test_a_defect_is_answered_without_a_word_about_it_and_parked(desk: Desk) -> None:
    body = b'{"papers":[],"declared_true":true}'
    answer = await desk.post(APP, f"/v1/applications/{uuid7()}/lodging", body)
    assert (answer.status_code, answer.json()["code"]) == (500, "INTERNAL")
    assert "defect" not in answer.text
    assert [one["reason"] for one in (await desk.operate("GET", "/parked")).json()] == ["raised"]
