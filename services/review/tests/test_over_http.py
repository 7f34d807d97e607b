"""Acting on tasks over HTTP: the same decisions as over Kafka, each request once, each institution its own."""

import asyncio
from datetime import UTC, datetime

import pytest
from contracts.ids import uuid7

from .applying import Applied, provided, submission
from .office import CHANNEL, Office
from .town import COLLEAGUE, DOCTOR, DOCTOR_OF_SECOND, FIRST, SECOND

NOW = datetime.now(UTC)
APPROVED = {"verdict": "approved", "national_code": "M05400"}


async def _submitted(office: Office) -> tuple[Applied, str]:
    applied = Applied()
    await office.hear(submission(applied, NOW), applied.id)
    tasks = await office.worklist(FIRST, limit=500)
    return applied, next(task["task_id"] for task in tasks if task["application_id"] == str(applied.id))


async def test_a_task_is_claimed_and_decided(office: Office) -> None:
    _, task = await _submitted(office)
    claimed = await office.act(FIRST, "claim", task, DOCTOR)
    assert (claimed.status_code, claimed.json()["task_id"]) == (200, task)
    assert (await office.worklist(FIRST))[0]["claimed_by"] == DOCTOR
    assert (await office.act(FIRST, "verdict", task, DOCTOR, **APPROVED)).status_code == 200
    assert await office.worklist(FIRST) == []
    again = await office.act(FIRST, "verdict", task, DOCTOR, **APPROVED)
    assert (again.status_code, again.json()["code"]) == (409, "CASE_CLOSED")


async def test_a_supplement_takes_the_task_off_the_list_and_its_answer_brings_another(office: Office) -> None:
    applied, task = await _submitted(office)
    await office.act(FIRST, "claim", task, DOCTOR)
    items = [{"material": "test_report", "code": "NO_SEAL"}]
    assert (await office.act(FIRST, "supplement", task, DOCTOR, items=items)).status_code == 200
    assert await office.worklist(FIRST) == []
    await office.hear(provided(NOW, 1, absent=("test_report",)), applied.id)
    (again,) = await office.worklist(FIRST)
    assert (again["round"], again["claimed_by"]) == (2, None)
    assert again["task_id"] != task


async def test_a_released_task_is_free(office: Office) -> None:
    _, task = await _submitted(office)
    await office.act(FIRST, "claim", task, DOCTOR)
    assert (await office.act(FIRST, "release", task, DOCTOR)).status_code == 200
    assert (await office.worklist(FIRST))[0]["claimed_by"] is None


async def test_the_same_key_gives_the_same_bytes_and_another_body_under_it_is_refused(office: Office) -> None:
    _, task = await _submitted(office)
    claim = {"task_id": task, "practitioner": DOCTOR}
    first = await office.post(FIRST, f"/v1/tasks/{task}/claim", claim, key="once")
    second = await office.post(FIRST, f"/v1/tasks/{task}/claim", claim, key="once")
    assert first.content == second.content
    other = await office.post(FIRST, f"/v1/tasks/{task}/claim", claim | {"practitioner": COLLEAGUE}, key="once")
    assert other.status_code == 422


async def test_of_two_reviewers_who_claim_at_once_one_has_it(office: Office) -> None:
    for _ in range(20):
        _, task = await _submitted(office)
        answers = await asyncio.gather(*(office.act(FIRST, "claim", task, who) for who in (DOCTOR, COLLEAGUE)))
        assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_another_hospital_finds_nothing_there(office: Office) -> None:
    _, task = await _submitted(office)
    assert await office.worklist(SECOND) == []
    assert (await office.act(SECOND, "claim", task, DOCTOR_OF_SECOND)).status_code == 404
    nowhere = await office.act(SECOND, "claim", str(uuid7()), DOCTOR_OF_SECOND)
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "NOT_FOUND")
    foreign = await office.get(SECOND, f"/v1/tasks/{task}")
    unknown = await office.get(SECOND, f"/v1/tasks/{uuid7()}")
    assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content)


async def test_the_body_names_the_task_of_the_path(office: Office) -> None:
    _, task = await _submitted(office)
    body = {"task_id": str(uuid7()), "practitioner": DOCTOR}
    answer = await office.post(FIRST, f"/v1/tasks/{task}/claim", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "PATH_MISMATCH")


@pytest.mark.parametrize("path", ["/v1/worklist", "/v1/tasks/01a20c00-0000-7000-8000-000000000001", "/v1/tasks"])
async def test_institutions_alone_are_let_in(office: Office, path: str) -> None:
    assert (await office.client.get(path)).status_code == 401
    assert (await office.client.get(path, auth=(FIRST, "a-guess-at-the-secret"))).status_code == 401
    assert (await office.get(CHANNEL, path)).status_code == 403


async def test_every_decision_leaves_a_row_in_the_audit(office: Office) -> None:
    applied, task = await _submitted(office)
    await office.act(FIRST, "verdict", task, DOCTOR, **APPROVED)
    await office.act(FIRST, "claim", task, DOCTOR)
    rows = await office.pool.fetch(
        "select decision, outcome, detail from audit where subject = $1 order by id", applied.id
    )
    assert [row["decision"] for row in rows] == ["open_case", "give_verdict", "claim_task"]
    assert rows[1]["detail"] == "NOT_CLAIMED"


OPERATOR = {"Authorization": "Bearer an-operator's-token", "Operator": "wang"}
RECOUNT = "/operations/deadlines/recount"


async def test_an_operator_has_every_deadline_counted_anew_and_is_in_each_audit(office: Office) -> None:
    for _ in range(3):
        await _submitted(office)
    answer = await office.client.post(RECOUNT, json={"reason": "国办发明电"}, headers=OPERATOR)
    assert (answer.status_code, answer.json()) == (200, {"cases": 3, "moved": 0})
    rows = await office.pool.fetch("select actor from audit where decision = 'recount_the_deadline'")
    assert [row["actor"] for row in rows] == ["wang"] * 3


@pytest.mark.parametrize("body", [{}, {"reason": ""}])
async def test_an_order_without_a_reason_is_refused(office: Office, body: dict[str, str]) -> None:
    assert (await office.client.post(RECOUNT, json=body, headers=OPERATOR)).status_code == 422
    assert (await office.client.post(RECOUNT, json={"reason": "国办发明电"})).status_code == 401
