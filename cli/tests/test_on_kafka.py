"""The examples' way onto Kafka: whoever stops hearing has left the group by then, wherever it was."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Self

import mante.demo  # noqa: F401 - which finds the examples
import on_kafka
import pytest
from on_kafka import OnKafka


@dataclass
class Record:
    """A task, as it lies on the topic."""

    id: str
    value: bytes = b'{"task_id": "t"}'

    @property
    def headers(self) -> list[tuple[str, bytes]]:
        return [("ce_id", self.id.encode()), ("ce_type", b"mante.TaskAssigned.v1"), ("ce_subject", b"a")]


@dataclass
class Group:
    """A consumer that has three records, of which two are one event; it notes what becomes of it."""

    happened: list[str] = field(default_factory=list)

    def __call__(self, *_: object, **__: object) -> Self:
        return self

    async def start(self) -> None:
        self.happened.append("start")

    async def stop(self) -> None:
        self.happened.append("stop")

    async def commit(self) -> None:
        self.happened.append("commit")

    async def __aiter__(self) -> AsyncIterator[Record]:
        for id_ in ("e1", "e1", "e2"):
            yield Record(id_)


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> Group:
    group = Group()
    monkeypatch.setattr(on_kafka, "AIOKafkaConsumer", group)
    return group


async def test_what_comes_twice_is_heard_once_and_acknowledged_each_time(group: Group) -> None:
    assert await _heard(most=10) == [("TaskAssigned", "a", {"task_id": "t"})] * 2
    assert group.happened == ["start", "commit", "commit", "commit", "stop"]


async def test_whoever_leaves_in_the_midst_has_left_the_group_and_has_not_acknowledged(group: Group) -> None:
    assert len(await _heard(most=1)) == 1
    assert group.happened == ["start", "stop"]


async def _heard(most: int) -> list[Any]:
    heard = []
    async with OnKafka("127.0.0.1:9", "H52020199001", "secret", "test").hear("t", "workbench") as events:
        async for event in events:
            heard.append(event)
            if len(heard) == most:
                break
    return heard
