"""The demonstration's whole story, with time passing."""

import pytest
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.report.page import write
from mante.demo.report.story import chapters

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(400)]


async def test_every_application_comes_to_the_end_that_its_story_names(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = await play(place, Silent())
    assert told.faults == []
    counts = told.counts
    assert (counts.applications, counts.channels, counts.rejected, counts.supplemented) == (41, 7, 3, 3)
    assert (counts.approved + counts.withdrawn, counts.duplicates_refused) == (32, 3)
    assert [application.ends for application in told.applications].count("lapsed") == 1
    page = tmp_path_factory.mktemp("report") / "demo.html"
    write(counts, chapters(told), page)
    assert page.read_text(encoding="utf-8").count("<article") == 41
