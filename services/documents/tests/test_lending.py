"""Papers serve several applications of one person: uploaded once, judged once, kept as long as one needs them."""

from datetime import timedelta

import pytest
from chassis.parked import Parked
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7

from .shelf import CARD, REPORT, Shelf, applications


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


async def test_a_second_application_uses_papers_of_the_first_beside_its_own(shelf: Shelf) -> None:
    first, second = applications(2)
    card, report = await shelf.upload(first, CARD, REPORT)
    await shelf.lodge(first, card, report)
    (own,) = await shelf.upload(second, REPORT)
    await shelf.lodge(second, card, own, of=first)
    told = {event.document_id: event for event in shelf.accepted(second)}
    assert set(told) == {card.document_id, own.document_id}
    lent = told[card.document_id]
    assert (lent.lies_with, lent.material, lent.pages, lent.flags, lent.version_id) == (
        first,
        CARD,
        2,
        ("blurred",),
        "v1",
    )
    assert told[own.document_id].lies_with is None
    (complete,) = shelf.completed(second)
    assert set(complete.accepted) == set(told)
    assert shelf.paper(second, card).lies_with(second) == first
    assert shelf.paper(second, own).lies_with(second) == second


async def test_its_pages_are_where_they_were_put_whoever_lends_it_on(shelf: Shelf) -> None:
    first, second, third = applications(3)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    await shelf.lodge(second, card, of=first)
    await shelf.lodge(third, card, of=second)
    assert shelf.paper(third, card).lies_with(third) == first


async def test_a_paper_that_was_refused_or_never_there_is_not_lent(shelf: Shelf) -> None:
    first, second = applications(2)
    card, report, ticketed = await shelf.upload(first, CARD, REPORT, REPORT)
    shelf.bad.add(report.document_id)
    await shelf.lodge(first, card, report)
    stranger = NamedPaper(document_id=uuid7(), material=REPORT)
    await shelf.lodge(second, card, report, ticketed, stranger, of=first)
    assert [event.document_id for event in shelf.accepted(second)] == [card.document_id]
    assert {(event.document_id, event.reason) for event in shelf.rejected(second)} == {
        (paper.document_id, "unknown_document") for paper in (report, ticketed, stranger)
    }
    assert len(shelf.completed(second)) == 1


async def test_without_leave_another_applications_paper_is_unknown(shelf: Shelf) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    await shelf.lodge(second, card)
    assert [event.reason for event in shelf.rejected(second)] == ["unknown_document"]
    await shelf.lodge(second, card, of=uuid7())
    assert not shelf.accepted(second)


async def test_a_draft_that_expires_leaves_what_another_application_uses(shelf: Shelf) -> None:
    first, second = applications(2)
    card, report = await shelf.upload(first, CARD, REPORT)
    await shelf.lodge(first, card, report)
    await shelf.lodge(second, card, of=first)
    await shelf.expire(first)
    assert shelf.erased == [(first, report.document_id)]
    assert shelf.gone(first) == [report.document_id]
    await shelf.expire(second)
    assert shelf.erased == [(first, report.document_id), (first, card.document_id)]
    assert shelf.gone(first) == [report.document_id, card.document_id]
    assert shelf.gone(second) == []


async def test_a_borrower_that_expires_destroys_its_own_papers_only(shelf: Shelf) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    (own,) = await shelf.upload(second, REPORT)
    await shelf.lodge(second, card, own, of=first)
    await shelf.expire(second)
    assert shelf.erased == [(second, own.document_id)]
    assert shelf.paper(first, card).lent_to == ()
    third = uuid7()
    await shelf.lodge(third, card, of=first)
    assert len(shelf.accepted(third)) == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 2, 1), (2, 0, 1)])
async def test_in_whatever_order_they_end_the_last_one_destroys_the_paper(
    shelf: Shelf, order: tuple[int, int, int]
) -> None:
    chain = applications(3)
    (card,) = await shelf.upload(chain[0], CARD)
    await shelf.lodge(chain[0], card)
    await shelf.lodge(chain[1], card, of=chain[0])
    await shelf.lodge(chain[2], card, of=chain[1])
    for number, at in enumerate(order):
        assert shelf.erased == [], number
        await shelf.expire(chain[at])
    assert shelf.erased == [(chain[0], card.document_id)]


async def test_what_is_going_is_not_lent_any_more(shelf: Shelf) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    await shelf.expire(first)
    await shelf.lodge(second, card, of=first)
    assert [event.reason for event in shelf.rejected(second)] == ["unknown_document"]


async def test_a_loan_that_comes_when_its_application_is_over_is_given_back(shelf: Shelf) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    shelf.busy = True
    await shelf.lodge(second, card, of=first)
    await shelf.expire(second)
    shelf.busy = False
    await _later(shelf)
    assert shelf.paper(first, card).lent_to == ()
    assert shelf.erased == []


async def test_a_dossier_that_gives_no_answer_is_asked_until_it_does_and_nothing_is_said_meanwhile(
    shelf: Shelf,
) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    shelf.busy = True
    await shelf.lodge(second, card, of=first)
    await shelf.lodge(second, card, of=first)  # handed in anew
    assert shelf.said(second) == []
    shelf.busy = False
    await _later(shelf)
    assert [event.document_id for event in shelf.accepted(second)] == [card.document_id]
    assert len(shelf.completed(second)) == 1


async def _later(shelf: Shelf) -> None:
    for _ in range(4):
        await shelf.harness.advance(timedelta(seconds=2))
        await shelf.work()


async def test_of_an_application_that_was_erased_no_paper_is_lent_and_nobody_waits_for_one(shelf: Shelf) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    await Parked(shelf.harness.storage, shelf.harness.engine).erase(first, "by law", "operator")
    await shelf.lodge(second, card, of=first)
    assert [event.reason for event in shelf.rejected(second)] == ["unknown_document"]
    assert len(shelf.completed(second)) == 1
    assert not shelf.harness.effects


async def test_papers_of_an_application_that_was_erased_are_given_back_to_nobody(shelf: Shelf) -> None:
    first, second = applications(2)
    (card,) = await shelf.upload(first, CARD)
    await shelf.lodge(first, card)
    await shelf.lodge(second, card, of=first)
    await Parked(shelf.harness.storage, shelf.harness.engine).erase(first, "by law", "operator")
    await shelf.expire(second)
    assert not shelf.harness.effects
