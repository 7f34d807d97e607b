"""Each lodging is told of once, when all its own papers have verdicts, whatever else was handed in meanwhile."""

from itertools import permutations
from uuid import UUID

import pytest
from chassis.testing.harness import Pending
from contracts.events.documents import DossierCompleted
from contracts.events.intake import PapersLodged
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.domain.inspecting import InspectPaper, PaperInspected

from .shelf import CARD, REPORT, Shelf

APPLICATION = uuid7()
A, B, C, AGAIN = "a", "b", "c", "lodged again"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def inspections(shelf: Shelf) -> dict[UUID, Pending]:
    return {one.body.document_id: one for one in shelf.harness.effects if isinstance(one.body, InspectPaper)}


async def lodge(shelf: Shelf, *papers: NamedPaper) -> None:
    await shelf.harness.event(PapersLodged(papers=papers), APPLICATION)


async def judge(shelf: Shelf, paper: NamedPaper, reason: str | None = None) -> None:
    verdict = PaperInspected(document_id=paper.document_id, reason=reason, version_id="v1", media_type="image/jpeg")
    await shelf.harness.result(inspections(shelf)[paper.document_id], verdict)


def of(*papers: NamedPaper) -> set[UUID]:
    return {paper.document_id for paper in papers}


def told(event: DossierCompleted) -> set[UUID]:
    return {*event.accepted, *event.rejected}


@pytest.mark.parametrize("order", list(permutations([A, B, C, AGAIN])))
async def test_with_two_lodgings_in_flight_each_is_told_of_at_its_last_verdict(
    shelf: Shelf, order: tuple[str, ...]
) -> None:
    a, b, c = await shelf.upload(APPLICATION, CARD, REPORT, CARD)
    await lodge(shelf, a, b)
    await shelf.complete(APPLICATION, c)
    papers = {A: a, B: b, C: c}
    for number, step in enumerate(order):
        if step == AGAIN:
            await lodge(shelf, b, c)
        else:
            await judge(shelf, papers[step], "invalid_pdf" if step == B else None)
        done = set(order[: number + 1])
        first, second = {A, B} <= done, {B, C, AGAIN} <= done
        assert len(shelf.completed(APPLICATION)) == first + second, step
    by_papers = {frozenset(told(event)): event for event in shelf.completed(APPLICATION)}
    assert set(by_papers) == {frozenset(of(a, b)), frozenset(of(b, c))}
    assert all(event.rejected == (b.document_id,) for event in by_papers.values())


async def test_the_same_papers_handed_in_twice_before_their_verdict_are_told_of_once(shelf: Shelf) -> None:
    a, b = await shelf.upload(APPLICATION, CARD, REPORT)
    await lodge(shelf, a, b)
    await lodge(shelf, b, a)
    await judge(shelf, a)
    await judge(shelf, b)
    assert [told(event) for event in shelf.completed(APPLICATION)] == [of(a, b)]


async def test_papers_with_verdicts_that_are_handed_in_again_are_told_of_at_once(shelf: Shelf) -> None:
    a, b = await shelf.upload(APPLICATION, CARD, REPORT)
    await shelf.lodge(APPLICATION, a, b)
    await shelf.lodge(APPLICATION, a)
    assert [told(event) for event in shelf.completed(APPLICATION)] == [of(a, b), of(a)]
    assert len(shelf.accepted(APPLICATION)) == 2


async def test_a_draft_that_ended_waits_for_nothing(shelf: Shelf) -> None:
    (a,) = await shelf.upload(APPLICATION, CARD)
    await lodge(shelf, a)
    pending = inspections(shelf)[a.document_id]
    await shelf.expire(APPLICATION)
    await shelf.harness.result(pending, PaperInspected(document_id=a.document_id, version_id="v1"))
    assert shelf.completed(APPLICATION) == []
    assert shelf.accepted(APPLICATION) == []
    dossier = shelf.harness.state(APPLICATION)
    assert dossier is not None
    assert dossier.waiting == ()
