"""S3: a deadline over the National Day holiday. What waits is in `WAITING`."""

import pytest
from contracts.events.review import CaseClosed, CaseOpened, DeadlineApproaching, DeadlineMissed

from .story import Reviewing
from .town import FIRST, LIUPANSHUI_AGENCY
from .world import World, shanghai

WAITING = ("10-08 corrected to an off-day by command: due Fri 10-09 11:50, old warnings not fired twice",)


def _at(world: World, kind: type[object]) -> list[object]:
    return [out.at for out in world.published if isinstance(out.event, kind)]


async def test_warnings_at_half_and_three_quarters_and_one_miss(world: World) -> None:
    world.now = shanghai("2026-09-30 16:20")
    case = Reviewing(world)
    await case.submit()
    await world.until("2026-10-12 12:00")

    assert world.said(CaseOpened)[0].decide_by == shanghai("2026-10-08 11:50")
    warnings = world.said(DeadlineApproaching)
    assert [(warning.percent, warning.institution) for warning in warnings] == [(50, FIRST), (75, FIRST)]
    assert _at(world, DeadlineApproaching) == [shanghai("2026-10-08 10:05"), shanghai("2026-10-08 10:57:30")]
    (missed,) = world.said(DeadlineMissed)
    assert (missed.institution, missed.escalated_to) == (FIRST, LIUPANSHUI_AGENCY)
    assert _at(world, DeadlineMissed) == [shanghai("2026-10-08 11:50")]

    assert not world.said(CaseClosed)
    await case.claim()
    assert await case.approve() == ""
    assert len(world.said(DeadlineMissed)) == 1


async def test_a_make_up_saturday_counts(world: World) -> None:
    world.now = shanghai("2026-10-09 16:30")
    await Reviewing(world).submit()
    assert world.said(CaseOpened)[0].decide_by == shanghai("2026-10-10 12:00")


async def test_a_deadline_in_a_year_without_a_calendar_is_provisional(world: World) -> None:
    world.now = shanghai("2026-12-31 16:00")
    await Reviewing(world).submit()
    (opened,) = world.said(CaseOpened)
    assert (opened.decide_by, opened.decide_by_is_provisional) == (shanghai("2027-01-04 11:30"), True)


@pytest.mark.parametrize("late", ["2026-11-24 12:00", "2026-11-25 09:00"])
async def test_the_clock_counts_from_the_lodging_however_late_review_hears_of_it(world: World, late: str) -> None:
    case = Reviewing(world)
    submission = case.submission()
    world.now = shanghai(late)
    await case.hear(submission)
    assert world.said(CaseOpened)[0].decide_by == shanghai("2026-11-24 14:30")


@pytest.mark.parametrize("approving", [True, False])
async def test_nobody_is_warned_of_a_case_that_is_decided(world: World, *, approving: bool) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    assert await (case.approve() if approving else case.reject("CRITERIA_NOT_MET")) == ""
    await world.until("2026-11-25 17:00")
    assert not world.said(DeadlineApproaching)
    assert not world.said(DeadlineMissed)
