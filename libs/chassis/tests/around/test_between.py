"""One aggregate asks another: under one key however often it is tried, and until there is an answer."""

from dataclasses import replace
from uuid import UUID

import pytest
from chassis.between import Between, Gone, Unanswered
from chassis.message import Message
from chassis.rows import Reply
from chassis.storage import Job
from contracts.event import Part
from contracts.ids import uuid7

JOB = Job(uuid7(), uuid7(), "AskSomething", b"{}", 1, 1, uuid7(), None)
OTHER = UUID("01a20c00-0000-7000-8000-000000000001")


class Question(Part):
    """Anything."""


async def test_however_often_an_effect_is_tried_it_asks_under_one_key() -> None:
    asked: list[Message] = []

    async def ask(message: Message) -> Reply:
        asked.append(message)
        return Reply(200, b"{}")

    between = Between("toy", ask)
    assert await between.answer(OTHER, Question(), JOB) == b"{}"
    await between.answer(OTHER, Question(), replace(JOB, attempt=2, fence=2))
    first, second = asked
    assert first == second
    assert (first.source, first.actor, first.subject) == (f"toy/{JOB.subject}", "toy", OTHER)


@pytest.mark.parametrize("status", [409, 500])
async def test_a_refusal_is_no_answer(status: int) -> None:
    async def refuse(_: Message) -> Reply:
        return Reply(status, b"{}")

    with pytest.raises(Unanswered, match=str(status)):
        await Between("toy", refuse).answer(OTHER, Question(), JOB)


async def test_who_was_erased_is_gone() -> None:
    async def gone(_: Message) -> Reply:
        return Reply(404, b"{}")

    with pytest.raises(Gone):
        await Between("toy", gone).answer(OTHER, Question(), JOB)


async def test_whoever_was_erased_need_not_be_told() -> None:
    async def gone(_: Message) -> Reply:
        return Reply(404, b"{}")

    assert await Between("toy", gone).tell(OTHER, Question(), JOB) is None
