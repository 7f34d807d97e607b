"""The shortest journey through everything: a photo becomes a decision in both cities, and a notice."""

import pytest
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.programme import Programme
from mante.demo.story import first_time

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
BOTH_CITIES = Programme((first_time.approved_by_a_script, first_time.approved_by_a_panel))


async def test_good_papers_are_approved_in_both_cities(place: Place) -> None:
    told = await play(place, Silent(), BOTH_CITIES)
    assert told.faults == []
    assert [application.ends for application in told.applications] == ["approved", "approved"]
    # Each by SMS and in the channel; only in 六盘水 is a hospital chosen.
    both_ways, submitted_and_approved, hospital_chosen = 2, 2 * 2, 1
    assert told.counts.notices_delivered == both_ways * (submitted_and_approved + hospital_chosen)
