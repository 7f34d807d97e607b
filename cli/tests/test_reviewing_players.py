"""Reviewers of the demonstration and the trials: who is away says nothing of their task, who refuses does."""

from collections.abc import Iterator

import httpx
import pytest
from ask_again import AskAgain
from mante.demo.journal import Refusal
from mante.demo.players import reviewing
from mante.demo.players.reviewing import answered

ASKED = httpx.Request("GET", "http://127.0.0.1:9/v1/tasks/1")


def said(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"code": "RECALLED"}, headers=headers, request=ASKED)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "A_WHILE", 0.0)


async def test_a_reviewer_asks_until_somebody_is_there() -> None:
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


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "1"}, {"Retry-After": "3"}])
def test_the_examples_ask_for_three_quarters_of_a_minute_however_soon_they_are_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    slept: list[float] = []

    def answers() -> Iterator[httpx.Response]:
        while sum(slept) < 44:
            yield said(503, **headers)
        yield said(200)

    given = answers()
    monkeypatch.setattr("ask_again.time.sleep", slept.append)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *_: next(given))
    assert AskAgain().handle_request(ASKED).status_code == 200
