"""Where a process may end while it decides: before, in and after the transaction, and around an effect."""

import pytest
from chassis import failpoints
from chassis.failpoints import Point
from chassis.performer import Performer
from chassis.storage import Job
from contracts.ids import uuid7

from .toy import Fetch, Fetched, event
from .world import World


class Ended(BaseException):
    """As a killed process: nothing catches it."""


class Passed:
    """Writes down what is passed, and ends it at one point."""

    def __init__(self, end_at: Point | None = None) -> None:
        self.points: list[tuple[Point, str]] = []
        self.end_at = end_at

    def reach(self, point: Point, of: str) -> None:
        self.points.append((point, of))
        if point is self.end_at:
            raise Ended


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> Passed:
    passed = Passed()
    monkeypatch.setattr(failpoints, "_switched_on", [passed])
    return passed


async def fetch(body: Fetch, _: Job) -> Fetched:
    return Fetched(word=body.word)


async def test_a_message_and_its_effect_pass_every_point(world: World, passed: Passed) -> None:
    await world.take(event(uuid7(), 1, "fetch-it"))
    await world.workers(Performer(Fetch, fetch)).run_once()
    assert passed.points == [
        *((point, "event") for point in (Point.DECIDING, Point.WRITTEN, Point.COMMITTED)),
        *((point, "Fetch") for point in (Point.CLAIMED, Point.PERFORMED)),
        *((point, "result") for point in (Point.DECIDING, Point.WRITTEN, Point.COMMITTED)),
    ]


@pytest.mark.parametrize(
    ("end_at", "words"),
    [(Point.DECIDING, ()), (Point.WRITTEN, ()), (Point.COMMITTED, ("w1",))],
)
async def test_what_ends_before_the_commit_left_nothing_and_what_ends_after_it_all(
    world: World, passed: Passed, end_at: Point, words: tuple[str, ...]
) -> None:
    subject = uuid7()
    passed.end_at = end_at
    with pytest.raises(Ended):
        await world.take(event(subject, 1, "w1"))
    passed.end_at = None
    assert await world.tables.words(subject) == words
    await world.take(event(subject, 1, "w1"))
    assert await world.tables.words(subject) == ("w1",)
