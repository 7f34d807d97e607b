"""A reviewer of the demonstration asks again while nobody answers, or the register is waited for; a rule ends it."""

from dataclasses import dataclass, field
from typing import Any

import httpx
import mante.demo  # noqa: F401 - which finds the examples
import pytest
from hospital_over_kafka import Hospital
from mante.demo.journal import Refusal
from mante.demo.players import reviewing
from mante.demo.players.plans import Plan, Task
from mante.demo.players.reviewing import answered

TASK = Task("00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b", "hospital", 1, None)


@dataclass
class Desk:
    """Refuses a verdict with these codes, one after the other."""

    codes: list[str]
    said: list[tuple[str, int]] = field(default_factory=list)

    async def case(self, _: Task) -> dict[str, Any]:
        return {"national_codes": []}

    async def say(self, event: str, _: Task, __: dict[str, Any], attempt: int = 1) -> None:
        self.said.append((event, attempt))
        if event == "VerdictGiven" and self.codes:
            raise Refusal(self.codes.pop(0))


@pytest.mark.parametrize(
    ("codes", "attempts"),
    [([], 1), (["INSURANCE_NOT_CHECKED", "INSURANCE_NOT_CHECKED"], 3), (["TASK_CLOSED", "TASK_CLOSED"], 1)],
)
async def test_a_verdict_is_said_again_only_while_the_register_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, codes: list[str], attempts: int
) -> None:
    monkeypatch.setattr(reviewing, "A_WHILE", 0.0)
    desk = Desk(codes)
    await reviewing.work(desk, TASK, "D520201000101", Plan())
    assert desk.said == [("TaskClaimed", 1), *(("VerdictGiven", each) for each in range(1, attempts + 1))]


async def test_another_attempt_has_another_id() -> None:
    hospital = Hospital("127.0.0.1:9", "http://127.0.0.1:9", "H52020199002", "secret")
    body = {"task_id": TASK.task_id, "practitioner": "D520201000101"}
    ids = [hospital.id_of("VerdictGiven", body, attempt) for attempt in (1, 1, 2)]
    assert (ids[0] == ids[1], ids[0] == ids[2]) == (True, False)


def said(status: int) -> httpx.Response:
    asked = httpx.Request("GET", "http://127.0.0.1:9/v1/tasks/1")
    return httpx.Response(status, json={"code": "RECALLED"}, request=asked)


async def test_a_reviewer_asks_until_somebody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "A_WHILE", 0.0)
    answers = iter([said(503), said(502), httpx.ConnectError("nobody"), said(200)])

    async def ask() -> httpx.Response:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer.raise_for_status()

    assert (await answered(ask)).status_code == 200


async def test_a_refusal_ends_a_task() -> None:
    async def ask() -> httpx.Response:
        return said(409).raise_for_status()

    with pytest.raises(Refusal) as refused:
        await answered(ask)
    assert refused.value.code == "RECALLED"
