"""S4, intake's part: a machine that reads a date only hints, and the person is asked while they are still there.

Which day counts (discharge, not printing; the day of first submission, not of the supplement) is the reviewer's to
judge; documents flags what it doubts.
"""

import pytest
from contracts.events.intake import ApplicationSubmitted
from contracts.events.requests import NamedPaper
from contracts.events.updates import ProgressChanged

from .story import NANCHONG_PAPERS, Applying, accepted, papers
from .world import APP, MINI, NANCHONG, World


async def hear_doubt(one: Applying, paper: NamedPaper) -> None:
    doubted = accepted(paper, one.world.now).model_copy(update={"flags": ("possibly_outdated",)})
    await one.hear(doubted)


async def test_document_outside_the_year(world: World) -> None:
    one = Applying(world)
    await one.open()
    record = next(paper for paper in one.papers if paper.material == "clinical_record")
    await hear_doubt(one, record)
    (news,) = world.told(APP, ProgressChanged)
    assert [(item.material, item.code, item.document_id) for item in news.items] == [
        ("clinical_record", "CONFIRM_DATE", record.document_id)
    ]
    assert "请核对" in news.items[0].text
    await one.lodge()
    await one.accept_all()
    assert len(world.said(ApplicationSubmitted)) == 1  # a hint keeps nobody from applying


@pytest.mark.parametrize("material", ["identity_card", "test_report"])
async def test_a_paper_without_a_limit_is_not_doubted(world: World, material: str) -> None:
    one = Applying(world)
    await one.open()
    await hear_doubt(one, next(paper for paper in one.papers if paper.material == material))
    assert not world.told(APP, ProgressChanged)


async def test_where_documents_has_no_doubt_nobody_is_asked(world: World) -> None:
    one = Applying(world)
    await one.open()
    await one.accept_all()
    assert not world.told(APP, ProgressChanged)


async def test_nanchong_sets_no_limit(world: World) -> None:
    one = Applying(world, MINI, NANCHONG, papers=papers(*NANCHONG_PAPERS))
    await one.open()
    for paper in one.papers:
        await hear_doubt(one, paper)
    assert not world.told(MINI, ProgressChanged)
