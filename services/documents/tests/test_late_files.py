"""File and event come in either order; what never comes is said, and an outage is held against nobody."""

from datetime import timedelta
from uuid import UUID

import pytest
from contracts.events.documents import DocumentRejected
from documents.domain.awaiting import UPLOAD_WITHIN, PaperMissing
from documents.domain.dossier import PaperStatus

from .dossiers import World, declared

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def world() -> World:
    return World()


async def look_in_vain(world: World, document: UUID, *, after_outage: bool = False) -> timedelta:
    """Let the look that waits find nothing; return after how long there will be another."""
    (waiting,) = world.inspections(document)
    world.harness.now = max(world.harness.now, waiting.not_before)
    await world.harness.result(waiting, PaperMissing(document_id=document, after_outage=after_outage))
    later = world.inspections(document)
    return later[0].not_before - world.harness.now if later else timedelta()


async def lodged(world: World) -> UUID:
    (document,) = await world.tickets(declared(1))
    await world.lodge(document)
    return document


async def test_a_file_that_comes_a_little_later_is_taken(world: World) -> None:
    document = await lodged(world)
    assert await look_in_vain(world, document) == A_SECOND
    await look_in_vain(world, document)
    await world.judge(document)
    assert world.paper(document).status is PaperStatus.ACCEPTED


async def test_a_file_that_never_comes_is_refused_after_five_minutes_of_looking(world: World) -> None:
    document = await lodged(world)
    began, looks = world.harness.now, 0
    while world.inspections(document):
        assert await look_in_vain(world, document) <= timedelta(seconds=30)
        looks += 1
    assert UPLOAD_WITHIN <= world.harness.now - began < UPLOAD_WITHIN + timedelta(seconds=31)
    assert looks < 40
    assert world.paper(document).reason == "not_uploaded"
    assert [one.reason for one in world.harness.events(DocumentRejected)] == ["not_uploaded"]
    assert world.completed() == [(set(), {document})]


async def test_an_outage_of_the_store_gives_the_five_minutes_anew(world: World) -> None:
    document = await lodged(world)
    await look_in_vain(world, document)
    world.harness.now += 2 * UPLOAD_WITHIN
    await look_in_vain(world, document, after_outage=True)
    assert world.paper(document).status is PaperStatus.INSPECTING
    world.harness.now += UPLOAD_WITHIN
    await look_in_vain(world, document)
    assert world.paper(document).reason == "not_uploaded"


async def test_a_look_for_a_paper_of_a_closed_dossier_is_moot(world: World) -> None:
    document = await lodged(world)
    (waiting,) = world.inspections(document)
    await world.expire()
    await world.harness.result(waiting, PaperMissing(document_id=document))
    assert world.inspections(document) == []
