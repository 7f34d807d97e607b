"""S3: a deadline over the National Day holiday. What waits is in `WAITING`."""

import pytest
from contracts.events.review import CaseClosed, CaseOpened, DeadlineApproaching, DeadlineMissed

from .story import Reviewing
from .town import FIRST, LIUPANSHUI_AGENCY
from .world import World, shanghai

WAITING = ("10-08 corrected to an off-day by command: due Fri 10-09 11:50, old warnings not fired twice",)


async def test_warnings_at_half_and_three_quarters_and_one_miss() -> None:
    world = World(start=shanghai("2026-09-30 16:20"))
    case = Reviewing(world)
    await case.submit()
    assert world.said(CaseOpened)[0].decide_by == shanghai("2026-10-08 11:50")

    for before, at in (("10:04:59", "10:05"), ("10:57:29", "10:57:30")):
        await world.until(f"2026-10-08 {before}")
        told = len(world.said(DeadlineApproaching))
        await world.until(f"2026-10-08 {at}")
        assert len(world.said(DeadlineApproaching)) == told + 1
    warnings = world.said(DeadlineApproaching)
    assert [(warning.percent, warning.institution) for warning in warnings] == [(50, FIRST), (75, FIRST)]

    await world.until("2026-10-08 11:49:59")
    assert not world.said(DeadlineMissed)
    await world.until("2026-10-08 11:50")
    (missed,) = world.said(DeadlineMissed)
    assert (missed.institution, missed.escalated_to) == (FIRST, LIUPANSHUI_AGENCY)

    await world.until("2026-10-12 12:00")
    assert not world.said(CaseClosed)
    await case.claim()
    assert await case.approve() == ""
    assert len(world.said(DeadlineMissed)) == 1


async def test_a_make_up_saturday_counts() -> None:
    world = World(start=shanghai("2026-10-09 16:30"))
    await Reviewing(world).submit()
    assert world.said(CaseOpened)[0].decide_by == shanghai("2026-10-10 12:00")


async def test_a_deadline_in_a_year_without_a_calendar_is_provisional() -> None:
    world = World(start=shanghai("2026-12-31 16:00"))
    await Reviewing(world).submit()
    (opened,) = world.said(CaseOpened)
    assert (opened.decide_by, opened.decide_by_is_provisional) == (shanghai("2027-01-04 11:30"), True)


@pytest.mark.parametrize("late", ["2026-11-24 12:00", "2026-11-25 09:00"])
async def test_the_clock_counts_from_the_lodging_however_late_review_hears_of_it(world: World, late: str) -> None:
    case = Reviewing(world)
    submission = case.submission()
    await world.until(late)
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
