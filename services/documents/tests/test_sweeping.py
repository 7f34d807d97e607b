"""Uploads that nobody hands in are destroyed; who comes later with one of them is told so."""

from datetime import timedelta

import pytest
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.domain.erasing import NO_MORE_UPLOADS
from documents.domain.ticketing import FORM_LASTS

from .shelf import CARD, PACK, REPORT, Shelf, applications

APPLICATION = uuid7()
DAY = timedelta(days=1)
DRAFT = PACK.draft.expires_after_days * DAY
"""How long a person may take over a draft."""


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


async def sweep(shelf: Shelf) -> None:
    await shelf.wait(DRAFT + DAY)
    await shelf.wait(NO_MORE_UPLOADS)


async def test_what_was_never_handed_in_is_destroyed_and_the_rest_stays(shelf: Shelf) -> None:
    card, report, waste, refused = await shelf.upload(APPLICATION, CARD, REPORT, REPORT, REPORT)
    shelf.bad.add(refused.document_id)
    await shelf.complete(APPLICATION, refused)
    await shelf.lodge(APPLICATION, card, report)
    await sweep(shelf)
    assert set(shelf.erased) == {(APPLICATION, waste.document_id), (APPLICATION, refused.document_id)}
    assert set(shelf.gone(APPLICATION)) == {waste.document_id, refused.document_id}
    assert {shelf.paper(APPLICATION, one).status.value for one in (card, report)} == {"accepted"}
    assert shelf.harness.timers(APPLICATION) == {}


async def test_as_long_as_it_may_still_be_handed_in_it_is_there(shelf: Shelf) -> None:
    card, spare = await shelf.upload(APPLICATION, CARD, REPORT)
    await shelf.wait(DRAFT - DAY)
    await shelf.lodge(APPLICATION, card)
    await shelf.wait(DRAFT)  # sent back at once, and a whole draft's time to mend it
    await shelf.lodge(APPLICATION, card, spare)
    assert {event.document_id for event in shelf.accepted(APPLICATION)} == {card.document_id, spare.document_id}
    assert shelf.erased == []


async def test_it_is_destroyed_when_no_form_is_left_to_bring_it_back(shelf: Shelf) -> None:
    await shelf.upload(APPLICATION, CARD)
    await shelf.wait(DRAFT + DAY)
    await shelf.wait(FORM_LASTS)
    assert shelf.erased == []
    await shelf.wait(NO_MORE_UPLOADS - FORM_LASTS)
    assert len(shelf.erased) == 1


@pytest.mark.parametrize("erased", [False, True])
async def test_handed_in_after_the_sweep_it_is_refused_with_the_reason(shelf: Shelf, *, erased: bool) -> None:
    card, report = await shelf.upload(APPLICATION, CARD, REPORT)
    await shelf.wait(DRAFT + DAY)
    if erased:
        await shelf.wait(NO_MORE_UPLOADS)
    fresh = await shelf.upload(APPLICATION, CARD)
    shelf.away = True
    await shelf.lodge(APPLICATION, card, report, *fresh)
    await shelf.wait(NO_MORE_UPLOADS)
    assert {(one.document_id, one.reason) for one in shelf.rejected(APPLICATION)} == {
        (card.document_id, "upload_lapsed"),
        (report.document_id, "upload_lapsed"),
    }
    shelf.away = False
    await shelf.wait(timedelta(minutes=11))
    (complete,) = shelf.completed(APPLICATION)
    assert set(complete.rejected) == {card.document_id, report.document_id}
    await shelf.lodge(APPLICATION, card, *fresh)
    assert len(shelf.rejected(APPLICATION)) == 2


async def test_told_complete_after_the_sweep_it_says_why_not(shelf: Shelf) -> None:
    (card,) = await shelf.upload(APPLICATION, CARD)
    await sweep(shelf)
    reply = await shelf.complete(APPLICATION, card)
    assert (reply.status, b"UPLOAD_LAPSED" in reply.body) == (409, True)


async def test_of_one_that_was_accepted_and_goes_it_is_said(shelf: Shelf) -> None:
    card, report = await shelf.upload(APPLICATION, CARD, REPORT)
    await shelf.lodge(APPLICATION, card)
    await shelf.complete(APPLICATION, report)
    await shelf.work()
    await sweep(shelf)
    assert [(one.document_id, one.reason) for one in shelf.rejected(APPLICATION)] == [
        (report.document_id, "upload_lapsed")
    ]
    assert not shelf.paper(APPLICATION, report).shows(1)


async def test_its_place_is_free_and_the_same_file_may_come_again(shelf: Shelf) -> None:
    files = [shelf.file(CARD) for _ in range(PACK.files.max_files)]
    await shelf.ask(APPLICATION, *files)
    await sweep(shelf)
    assert (await shelf.ask(APPLICATION, *files)).status == 200


async def test_what_another_application_uses_stays_until_it_comes_back(shelf: Shelf) -> None:
    first, second = applications(2)
    card, spare = await shelf.upload(first, CARD, REPORT)
    await shelf.complete(first, spare)
    await shelf.lodge(first, card)
    await shelf.lodge(second, spare, of=first)
    await sweep(shelf)
    assert shelf.erased == []
    await shelf.expire(second)
    await sweep(shelf)
    assert shelf.erased == [(first, spare.document_id)]


async def test_what_is_being_inspected_stays_until_it_has_its_verdict(shelf: Shelf) -> None:
    (card,) = await shelf.upload(APPLICATION, CARD)
    shelf.away = True
    await shelf.complete(APPLICATION, card)
    await shelf.wait(DRAFT + DAY)
    shelf.away = False
    await shelf.wait(timedelta(minutes=11))
    assert shelf.paper(APPLICATION, card).status.value == "accepted"
    await sweep(shelf)
    assert shelf.erased == [(APPLICATION, card.document_id)]


async def test_after_the_end_of_the_draft_there_is_nothing_to_sweep(shelf: Shelf) -> None:
    (card,) = await shelf.upload(APPLICATION, CARD)
    assert shelf.harness.timers(APPLICATION)
    await shelf.expire(APPLICATION)
    assert not shelf.harness.timers(APPLICATION)
    await sweep(shelf)
    assert shelf.erased == [(APPLICATION, card.document_id)]
    assert shelf.gone(APPLICATION) == [card.document_id]


async def test_a_stranger_is_no_upload_of_ours_to_destroy(shelf: Shelf) -> None:
    await shelf.lodge(APPLICATION, NamedPaper(document_id=uuid7(), material=CARD))
    await shelf.expire(APPLICATION)
    assert shelf.erased == []
    assert shelf.gone(APPLICATION) == []
