"""Requests at the counter: which are decided together, which beside each other, and which wait."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from chassis.asking import Counter, request_of
from chassis.engine import Engine
from chassis.message import Message
from chassis.rows import Reply
from contracts.event import Part
from contracts.ids import uuid7


class Asked(Part):
    """A request."""


@dataclass
class Slow:
    """An engine that has groups of keys in hand until it is told to answer."""

    groups: list[list[str]] = field(default_factory=list)
    answers: list[asyncio.Event] = field(default_factory=list)

    async def decide(self, messages: Sequence[Message], _: float) -> list[Reply]:
        self.groups.append([message.key for message in messages])
        self.answers.append(asyncio.Event())
        await self.answers[-1].wait()
        return [Reply(200, message.key.encode()) for message in messages]


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def at(counter: Counter, key: str) -> "asyncio.Task[Reply]":
    return asyncio.create_task(counter.ask(request_of("gz-app", Asked(), uuid7(), key=key)))


async def test_two_groups_are_in_hand_and_whoever_comes_meanwhile_is_the_next() -> None:
    engine = Slow()
    counter, waiting = Counter(cast("Engine", engine), together=2), []
    for key in "abcdef":
        waiting.append(at(counter, key))
        await settle()
    assert engine.groups == [["a"], ["b"]]
    engine.answers[1].set()
    await settle()
    assert engine.groups == [["a"], ["b"], ["c", "d"]]
    engine.answers[0].set()
    await settle()
    assert engine.groups[3:] == [["e", "f"]]
    for answer in engine.answers:
        answer.set()
    assert [reply.body for reply in await asyncio.gather(*waiting)] == [b"a", b"b", b"c", b"d", b"e", b"f"]


async def test_a_key_that_is_in_hand_waits_for_its_answer_though_a_clerk_is_free() -> None:
    engine = Slow()
    counter = Counter(cast("Engine", engine), together=2)
    first = at(counter, "a")
    await settle()
    again = at(counter, "a")
    await settle()
    assert engine.groups == [["a"]]
    engine.answers[0].set()
    await settle()
    assert engine.groups == [["a"], ["a"]]
    engine.answers[1].set()
    assert await first == await again


async def test_whoever_comes_as_a_clerk_leaves_is_served() -> None:
    class Quick:
        async def decide(self, messages: Sequence[Message], _: float) -> list[Reply]:
            return [Reply(200, b"") for _ in messages]

    counter = Counter(cast("Engine", Quick()), together=1)
    for _ in range(50):
        async with asyncio.timeout(1):
            await asyncio.gather(*(at(counter, str(number)) for number in range(3)))
