"""S3: a deadline over the National Day holiday."""

from dataclasses import replace
from datetime import date

import pytest
from contracts.events.review import (
    CaseClosed,
    CaseOpened,
    DeadlineApproaching,
    DeadlineMissed,
    DeadlineMoved,
    SupplementRequested,
)
from policy.arrangement import Holiday
from policy.registry import Packs
from review.domain.recounting import RecountDeadline

from .applying import PACKS, papers, withdrawal
from .story import Reviewing, asked
from .town import FIRST, LIUPANSHUI_AGENCY
from .world import World, shanghai

RECOUNT = RecountDeadline(reason="国办发明电：10月8日调整为放假")


async def test_deadline_over_national_day() -> None:
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


@pytest.mark.parametrize("word", ["verdict", "supplement"])
async def test_a_word_that_comes_before_the_timer_of_a_passed_deadline_does_not_hide_the_miss(word: str) -> None:
    world = World(start=shanghai("2026-09-30 16:20"))
    case = Reviewing(world)
    await case.submit()
    await world.until("2026-10-08 11:49")
    await case.claim()
    world.harness.now = shanghai("2026-10-08 11:50:01")
    assert await (case.approve() if word == "verdict" else case.ask_for(asked("test_report", "NO_SEAL"))) == ""
    kinds = (DeadlineMissed, CaseClosed, SupplementRequested)
    assert [type(event) for event in world.said(kinds)] == [
        DeadlineMissed,
        CaseClosed if word == "verdict" else SupplementRequested,
    ]
    await world.until("2026-10-08 12:00")
    assert len(world.said(DeadlineMissed)) == 1


async def test_a_withdrawal_hides_a_miss_only_if_it_was_asked_for_in_time() -> None:
    for asked_at, missed in (("2026-10-08 11:49", 0), ("2026-10-08 11:50:01", 1)):
        world = World(start=shanghai("2026-09-30 16:20"))
        case = Reviewing(world)
        await case.submit()
        await world.until("2026-10-08 11:49")
        world.harness.now = shanghai("2026-10-08 11:50:02")
        await case.hear(withdrawal(shanghai(asked_at)))
        assert len(world.said(DeadlineMissed)) == missed
        assert len(world.said(CaseClosed)) == 1


async def test_a_withdrawal_while_a_supplement_is_awaited_misses_nothing() -> None:
    world = World(start=shanghai("2026-09-30 16:20"))
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "NO_SEAL"))
    await world.until("2026-10-09 12:00")
    await case.hear(case.withdrawal())
    assert not world.said(DeadlineMissed)


def day_off(on: date) -> Packs:
    """The packs, with one more day off in the national calendar."""
    year = PACKS.years.published[on.year]
    more = year.model_copy(update={"holidays": (Holiday(name="调整", first=on, last=on), *year.holidays)})
    return replace(PACKS, years=replace(PACKS.years, published={**PACKS.years.published, on.year: more}))


async def test_a_day_that_is_corrected_to_an_off_day_moves_the_deadline_and_no_warning_is_given_twice() -> None:
    world = World(start=shanghai("2026-09-30 16:20"))
    case = Reviewing(world)
    await case.submit()
    await world.until("2026-10-08 10:30")
    assert [warning.percent for warning in world.said(DeadlineApproaching)] == [50]

    world.correct(day_off(date(2026, 10, 8)))
    assert await world.order(RECOUNT, case.id) == {"decide_by": "2026-10-09T03:50:00Z", "moved": True}
    (moved,) = world.said(DeadlineMoved)
    assert (moved.institution, moved.decide_by) == (FIRST, shanghai("2026-10-09 11:50"))
    assert (await world.order(RECOUNT, case.id))["moved"] is False

    await world.until("2026-10-09 11:49:59")
    assert [warning.percent for warning in world.said(DeadlineApproaching)] == [50, 75]
    assert not world.said(DeadlineMissed)
    await world.until("2026-10-09 11:50")
    (missed,) = world.said(DeadlineMissed)
    assert missed.decide_by == shanghai("2026-10-09 11:50")
    assert len(world.said(DeadlineMoved)) == 1


async def test_what_was_missed_before_the_correction_is_not_said_again() -> None:
    world = World(start=shanghai("2026-09-30 16:20"))
    case = Reviewing(world)
    await case.submit()
    await world.until("2026-10-08 12:00")
    world.correct(day_off(date(2026, 10, 8)))
    assert (await world.order(RECOUNT, case.id))["moved"] is True
    await world.until("2026-10-12 17:00")
    assert len(world.said(DeadlineMissed)) == 1
    assert [warning.percent for warning in world.said(DeadlineApproaching)] == [50, 75]


async def test_a_clock_that_restarted_counts_from_then_and_is_warned_of_afresh() -> None:
    world = World(start=shanghai("2026-09-29 10:00"))
    case = Reviewing(world)
    await case.submit()
    await world.until("2026-09-29 13:10")
    await case.claim()
    await case.ask_for(asked("test_report", "NO_SEAL"))
    assert (await world.order(RECOUNT, case.id))["moved"] is False
    await world.until("2026-09-30 16:20")
    await case.supply(1, *papers("test_report"))
    world.correct(day_off(date(2026, 10, 8)))
    assert (await world.order(RECOUNT, case.id))["decide_by"] == "2026-10-09T03:50:00Z"
    await world.until("2026-10-09 11:50")
    assert [warning.percent for warning in world.said(DeadlineApproaching)] == [50, 50, 75]
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
