"""File and event come in either order: a paper has five minutes to arrive, and an outage doesn't eat them."""

from datetime import timedelta

import pytest
from chassis.storage import Job
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.domain.arriving import PAUSES
from documents.domain.inspecting import InspectPaper
from documents.effects.papers import LADDER, looks

from .shelf import CARD, Shelf

APPLICATION = uuid7()
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
async def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def paper(shelf: Shelf) -> NamedPaper:
    """A paper that is handed in before its file is there."""
    (card,) = await shelf.upload(APPLICATION, CARD)
    shelf.missing.add(card.document_id)
    await shelf.lodge(APPLICATION, card)
    return card


async def live(shelf: Shelf, time: timedelta) -> None:
    until = shelf.harness.now + time
    while shelf.harness.now < until:
        await shelf.wait(SECOND / 2)


def test_the_looks_cover_five_minutes_and_none_waits_longer_than_half_a_minute() -> None:
    assert sum(PAUSES) == 300
    assert max(PAUSES) == 30


async def test_a_file_that_comes_a_little_later_is_accepted(shelf: Shelf, paper: NamedPaper) -> None:
    await live(shelf, 4 * MINUTE + 50 * SECOND)
    assert shelf.rejected(APPLICATION) == []
    shelf.missing.clear()
    await live(shelf, 30 * SECOND)
    assert [event.document_id for event in shelf.accepted(APPLICATION)] == [paper.document_id]


async def test_a_file_that_never_comes_is_not_uploaded(shelf: Shelf, paper: NamedPaper) -> None:
    await live(shelf, 5 * MINUTE - SECOND)
    assert shelf.rejected(APPLICATION) == []
    await live(shelf, 2 * SECOND)
    assert [(one.document_id, one.reason) for one in shelf.rejected(APPLICATION)] == [
        (paper.document_id, "not_uploaded")
    ]
    assert len(shelf.completed(APPLICATION)) == 1


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("before", [SECOND, 4 * MINUTE, 4 * MINUTE + 59 * SECOND])
async def test_after_an_outage_there_are_five_minutes_again(shelf: Shelf, before: timedelta) -> None:
    await live(shelf, before)
    shelf.away = True
    await live(shelf, 60 * MINUTE)
    shelf.away = False
    shelf.missed_at.clear()
    while not shelf.missed_at:
        await live(shelf, SECOND / 2)
    await live(shelf, 5 * MINUTE - 2 * SECOND)
    assert shelf.rejected(APPLICATION) == []
    await live(shelf, 3 * SECOND)
    assert [event.reason for event in shelf.rejected(APPLICATION)] == ["not_uploaded"]


@pytest.mark.usefixtures("paper")
async def test_an_outage_longer_than_the_ladder_leaves_five_minutes_too(shelf: Shelf) -> None:
    await live(shelf, 4 * MINUTE + 50 * SECOND)
    shelf.away = True
    for _ in range(2 * len(LADDER)):
        await shelf.wait(timedelta(seconds=max(LADDER) * 1.2))
    shelf.away = False
    await shelf.wait(timedelta(seconds=max(LADDER) * 1.2))
    shelf.missing.clear()
    await live(shelf, MINUTE)
    assert shelf.rejected(APPLICATION) == []
    assert len(shelf.accepted(APPLICATION)) == 1


@pytest.mark.usefixtures("paper")
async def test_the_first_look_after_an_outage_is_never_the_last(shelf: Shelf) -> None:
    await live(shelf, 4 * MINUTE + 50 * SECOND)
    shelf.away = True
    await live(shelf, 20 * SECOND)
    shelf.away = False
    await live(shelf, MINUTE)
    assert shelf.rejected(APPLICATION) == []
    shelf.missing.clear()
    await live(shelf, MINUTE)
    assert len(shelf.accepted(APPLICATION)) == 1


async def test_looks_before_an_inspection_was_given_up_do_not_count(shelf: Shelf, paper: NamedPaper) -> None:
    await live(shelf, 4 * MINUTE + 50 * SECOND)
    (pending,) = shelf.harness.effects
    assert isinstance(pending.body, InspectPaper)
    assert pending.body.looks == len(PAUSES)
    await shelf.harness.give_up(pending, "away")
    (again,) = shelf.harness.effects
    assert isinstance(again.body, InspectPaper)
    assert (again.body.document_id, again.body.looks) == (paper.document_id, 0)


@pytest.mark.parametrize(("attempt", "expected"), [(1, 8), (2, 1), (9, 1)])
def test_a_look_counts_on_unless_tries_before_it_failed(attempt: int, expected: int) -> None:
    document = uuid7()
    order = InspectPaper(document_id=document, media_type="image/jpeg", size=1, sha256="0" * 64, looks=7)
    job = Job(uuid7(), APPLICATION, "InspectPaper", b"", attempt, attempt, uuid7(), None)
    assert looks(order, job) == expected


def test_an_order_of_an_earlier_version_still_reads() -> None:
    stored = '{"document_id":"%s","media_type":"image/png","size":1,"sha256":"%s","asked_at":"2026-11-24T02:00:00Z"}'
    order = InspectPaper.model_validate_json(stored % (uuid7(), "0" * 64))
    assert (order.looks, order.limits) == (0, None)
