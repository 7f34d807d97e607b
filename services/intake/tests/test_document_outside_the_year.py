"""S4, intake's part: whoever applies on the pages is told, while they can still change it, what is too old.

Which day counts (of discharge, not of printing) the applicant and the reviewer judge; no machine reads it.
"""

from datetime import date

import pytest
from chassis.parties.directory import Directory
from fastapi import Request
from intake.pages.desk import CHANNEL, SITE
from intake.pages.shown import Shown, shown

from .story import NANCHONG_PAPERS, Applying, papers
from .world import NANCHONG, PACKS, World

TODAY = date(2026, 11, 24)


async def page(one: Applying) -> Shown:
    await one.open()
    return shown(PACKS, Directory.of(()), one.id, one.world.now_is(one.id), TODAY)


def words(found: Shown, language: str) -> str:
    cookie = (b"cookie", f"mante-language={language}".encode())
    scope = {"type": "http", "method": "GET", "path": "/apply", "query_string": b"", "headers": [cookie]}
    return SITE.words(Request(scope), "_papers.html", shown=found, form_key="key")


async def test_document_outside_the_year(world: World) -> None:
    found = await page(Applying(world, CHANNEL))
    assert found.oldest == {"clinical_record": date(2025, 11, 24)}  # the corresponding day still counts


@pytest.mark.parametrize(("language", "day"), [("zh", "2025年11月24日"), ("en", "24 Nov 2025")])
async def test_the_page_says_before_which_day_a_record_does_not_count(world: World, language: str, day: str) -> None:
    text = words(await page(Applying(world, CHANNEL)), language)
    assert text.count(day) == 1


async def test_once_it_is_submitted_the_day_of_submission_counts_and_review_says_so(world: World) -> None:
    one = Applying(world, CHANNEL)
    await one.open()
    await one.lodge()
    await one.accept_all()
    assert shown(PACKS, Directory.of(()), one.id, world.now_is(one.id), TODAY).oldest == {}


async def test_nanchong_sets_no_limit(world: World) -> None:
    assert not (await page(Applying(world, CHANNEL, NANCHONG, papers=papers(*NANCHONG_PAPERS)))).oldest
