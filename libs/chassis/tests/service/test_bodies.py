"""Bodies that nobody should send, each with its one right answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from chassis.http import bodies
from contracts.ids import uuid7

from .counter import APP, HOSPITAL, SECRET, SERVICE_TOKEN, Desk

DEEP = b'{"reason":' + b"[" * 10_000 + b"]" * 10_000 + b"}"
MANY = b"{" + b",".join(b'"k%d":1' % n for n in range(20_000)) + b"}"


def path() -> str:
    return f"/v1/applications/{uuid7()}/withdrawal"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "json_invalid"),
        (b"{", "json_invalid"),
        (b"{} {}", "json_invalid"),
        (b'{"reason":NaN}', "json_invalid"),
        (b'{"reason":"\xff\xfe"}', "json_invalid"),
        (DEEP, "json_invalid"),
        (b'{"reason":' + b"[" * 9 + b"]" * 9 + b"}", "too_deep"),
        (b'{"reason":"other","reason":"mistake"}', "repeated_key"),
        (b'{"reason":"ot\\u0000her"}', "character_not_allowed"),
        ('{"reason":"ot\u202eher"}'.encode(), "character_not_allowed"),
    ],
)
async def test_ambiguous_or_broken_json_is_refused(desk: Desk, body: bytes, reason: str) -> None:
    answer = await desk.post(APP, path(), body)
    assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (400, "BODY_UNREADABLE", reason)


@pytest.mark.parametrize("field", ["status", "decision", "hospital_id", "benefit_start", "role", "created_at"])
async def test_a_field_that_is_not_the_senders_to_set_is_refused(desk: Desk, field: str) -> None:
    answer = await desk.post(APP, path(), {field: "approved"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"where": field, "code": "extra_forbidden", "text": "不认识此项。"}]


async def test_an_unknown_field_deep_inside_is_refused_too(desk: Desk) -> None:
    paper = {"document_id": str(uuid7()), "material": "id_card", "verdict": "accepted"}
    body = {"papers": [paper], "declared_true": True}
    answer = await desk.post(APP, f"/v1/applications/{uuid7()}/lodging", body)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "papers.0.verdict")


async def test_every_fault_is_named_but_not_endlessly(desk: Desk) -> None:
    answer = await desk.post(APP, path(), MANY)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 20)


async def test_what_was_sent_is_never_sent_back(desk: Desk) -> None:
    answer = await desk.post(APP, path(), {"reason": "520200195507080018"})
    assert answer.status_code == 422
    assert "520200195507080018" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/plain"},
        {"content_type": "application/json; charset=gbk"},
        {"content_type": "application/xml"},
        {"content_encoding": "gzip"},
    ],
)
async def test_another_format_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    answer = await desk.post(APP, path(), b"{}", **headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_body_at_the_limit_is_read_and_one_byte_more_is_not(desk: Desk) -> None:
    token = {"authorization": f"Bearer {SERVICE_TOKEN}", "content-type": "application/json"}
    for spare, status in ((0, 200), (1, 413)):
        body = b'{"text":"' + b"x" * (bodies.MAX_BYTES - 11 + spare) + b'"}'
        assert (await desk.client.post("/internal/notes", content=body, headers=token)).status_code == status


async def test_ten_megabytes_are_refused_whether_or_not_they_are_announced(desk: Desk) -> None:
    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(160):
            yield b"x" * 65_536

    headers = {"idempotency-key": "large", "content-type": "application/json"}
    for content in (b"x" * 10_485_760, unannounced()):
        answer = await desk.client.post(path(), content=content, headers=headers, auth=(APP, SECRET))
        assert (answer.status_code, answer.json()["code"]) == (413, "BODY_TOO_LARGE")


async def test_a_body_that_does_not_come_is_not_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"idempotency-key": "slow", "content-type": "application/json"}
    answer = await desk.client.post(path(), content=slow(), headers=headers, auth=(APP, SECRET))
    assert (answer.status_code, answer.json()["code"]) == (408, "BODY_TIMEOUT")


async def test_a_body_that_names_another_task_than_the_path_is_refused(desk: Desk) -> None:
    body = {"task_id": str(uuid7()), "practitioner": "D520201000101"}
    answer = await desk.post(HOSPITAL, f"/v1/tasks/{uuid7()}/claim", body)
    assert (answer.status_code, answer.json()["code"], answer.json()["where"]) == (400, "PATH_MISMATCH", "task_id")


async def test_a_path_that_is_no_id_is_refused(desk: Desk) -> None:
    answer = await desk.post(APP, "/v1/applications/1/withdrawal")
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "path.application_id")
