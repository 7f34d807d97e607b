"""Whatever part is killed in the middle of the story, or is away for twenty seconds: the end is the same."""

from collections import Counter

import pytest
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.interruption import Interruption
from mante.demo.place import Place
from mante.demo.programme import WHOLE, Programme

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(400)]
AT_ONCE = Programme(WHOLE.at_once)


@pytest.mark.parametrize(
    "part", ["intake", "documents", "review", "benefits", "notify", "postgres", "kafka", "s3", "front", "sms"]
)
async def test_the_end_is_the_same_when_a_part_is_killed(place: Place, part: str) -> None:
    await _play_with(place, Interruption(kill=part))


@pytest.mark.parametrize("part", ["postgres", "kafka", "s3"])
async def test_the_end_is_the_same_when_a_server_is_away_for_twenty_seconds(place: Place, part: str) -> None:
    await _play_with(place, Interruption(stop=part, seconds=20))


async def _play_with(place: Place, interruption: Interruption) -> None:
    told = await play(place, Silent(), AT_ONCE, interruption)
    assert told.faults == []
    counts, ends = told.counts, Counter(application.ends for application in told.applications)
    assert (counts.approved, counts.rejected, counts.withdrawn) == (
        ends["approved"],
        ends["rejected"],
        ends["withdrawn"],
    )
    assert (counts.supplemented, counts.duplicates_refused) == (3, 3)
