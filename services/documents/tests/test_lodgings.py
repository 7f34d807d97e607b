"""Every lodging hears of its own completion, once, in whatever order verdicts come."""

from itertools import permutations
from uuid import UUID

import pytest
from contracts.events.documents import DocumentRejected

from .dossiers import World, declared


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_two_lodgings_under_way_hide_neither_from_the_other(order: tuple[int, ...]) -> None:
    world = World()
    first, second, third = await world.tickets(declared(1), declared(2), declared(3))

    async def lodge_again() -> None:
        await world.lodge(second, third)

    async def good(document: UUID) -> None:
        if not world.inspections(document):
            await world.complete(document)
        await world.judge(document)

    await world.lodge(first, second)
    steps = [lambda: good(first), lambda: good(second), lodge_again, lambda: good(third)]
    for place in order:
        await steps[place]()
    assert len(world.completed()) == 2
    assert ({first, second}, set()) in world.completed()
    assert ({second, third}, set()) in world.completed()


async def test_a_lodging_of_what_is_decided_is_complete_at_once() -> None:
    world = World()
    (document,) = await world.tickets(declared(1))
    await world.complete(document)
    await world.judge(document)
    assert world.completed() == []
    await world.lodge(document)
    assert world.completed() == [({document}, set())]


async def test_a_paper_that_is_named_twice_counts_once() -> None:
    world = World()
    (document,) = await world.tickets(declared(1))
    await world.lodge(document, document)
    await world.judge(document)
    assert world.completed() == [({document}, set())]


async def test_a_paper_that_is_gone_is_said_to_be_unknown() -> None:
    world = World()
    (document,) = await world.tickets(declared(1))
    await world.harness.advance(to=world.harness.timers(world.application)["sweep"])
    assert await world.erase() == [document]
    await world.lodge(document)
    assert [one.reason for one in world.harness.events(DocumentRejected)] == ["unknown_document"]
    assert world.completed() == [(set(), {document})]
