"""What nobody needs is destroyed: a draft that is over at once, an upload that was never handed in after its time."""

import json
from datetime import timedelta

import pytest
from contracts.events.documents import DocumentErased
from documents.domain.dossier import PaperStatus

from .dossiers import PACKS, World, declared

DRAFT = timedelta(days=PACKS.pinned("guizhou-liupanshui", "2026.1").draft.expires_after_days)


@pytest.fixture
def world() -> World:
    return World()


async def test_a_draft_that_is_over_gets_no_ticket_while_its_papers_are_still_there(world: World) -> None:
    await world.tickets(declared(1))
    await world.expire()
    refused = await world.ask(declared(2))
    assert (refused.status, json.loads(refused.body)["code"]) == (409, "DOSSIER_CLOSED")


async def test_a_draft_without_papers_is_closed_too(world: World) -> None:
    await world.expire()
    assert (await world.ask(declared(1))).status == 409


async def test_its_papers_are_destroyed_and_each_is_told_of_once(world: World) -> None:
    one, other = await world.tickets(declared(1), declared(2))
    await world.expire()
    assert await world.erase() == [one, other]
    await world.harness.advance(timedelta(hours=2))
    assert await world.erase() == [one, other]  # whatever a form signed before the end brought in
    assert [event.document_id for event in world.harness.events(DocumentErased)] == [one, other]


async def test_a_verdict_that_comes_after_the_end_is_not_told(world: World) -> None:
    (document,) = await world.tickets(declared(1))
    await world.complete(document)
    await world.expire()
    await world.judge(document)
    assert world.told() == []


async def test_an_upload_that_was_never_handed_in_goes_after_its_drafts_time(world: World) -> None:
    kept, unused = await world.tickets(declared(1), declared(2))
    await world.lodge(kept)
    await world.judge(kept)
    await world.harness.advance(DRAFT)
    assert await world.erase() == []
    await world.harness.advance(timedelta(days=8))
    assert await world.erase() == [unused]
    assert world.paper(kept).status is PaperStatus.ACCEPTED
    assert world.paper(unused).status is PaperStatus.ERASED
