"""Half the term of a supplement is over and nothing came: the person is reminded once, by day, while there is time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from contracts.events.review import CaseClosed, ReviewResumed, SupplementReminderDue
from policy.trial import Trial

from .applying import PACKS, papers
from .story import Reviewing, asked
from .world import World, shanghai

SEALS = (asked("diagnosis_certificate", "NO_SEAL"), asked("test_report", "NO_SEAL"))


@pytest.fixture
def world() -> World:
    return World(start=shanghai("2026-12-01 10:20"))


async def _asked(world: World) -> Reviewing:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(*SEALS)
    return case


async def test_at_half_time_the_person_is_reminded_once_of_how_much_and_until_when(world: World) -> None:
    await _asked(world)
    await world.until("2026-12-09 07:59")
    assert not world.said(SupplementReminderDue)
    await world.until("2026-12-17 00:59")
    (outstanding,) = world.said(SupplementReminderDue)
    assert (outstanding.round, outstanding.count) == (1, 2)
    assert outstanding.answer_by == shanghai("2026-12-17 00:00")


async def test_nobody_is_reminded_at_night() -> None:
    """To be answered by the 16th: half of the time is over on the 9th at 05:10, or at 08:30 for what is asked later."""
    in_the_morning, in_the_evening = (
        World(start=shanghai("2026-12-01 10:20")),
        World(start=shanghai("2026-12-01 17:00")),
    )
    for world, before, at in (
        (in_the_morning, "2026-12-09 07:59", "2026-12-09 08:00"),
        (in_the_evening, "2026-12-09 08:29", "2026-12-09 08:30"),
    ):
        await _asked(world)
        await world.until(before)
        assert not world.said(SupplementReminderDue)
        await world.until(at)
        assert len(world.said(SupplementReminderDue)) == 1


async def test_who_answered_in_time_is_not_reminded(world: World) -> None:
    case = await _asked(world)
    await world.until("2026-12-08 17:00")
    await case.supply(1, *papers("diagnosis_certificate", "test_report"))
    await world.until("2026-12-20 00:00")
    assert world.said(ReviewResumed)
    assert not world.said(SupplementReminderDue)


async def test_who_withdrew_is_not_reminded(world: World) -> None:
    case = await _asked(world)
    await case.hear(case.withdrawal())
    assert not world.storage.timers
    await world.until("2026-12-20 00:00")
    assert not world.said(SupplementReminderDue)


async def test_each_round_is_reminded_of_for_itself(world: World) -> None:
    case = await _asked(world)
    certificate, report = papers("diagnosis_certificate", "test_report")
    await world.until("2026-12-14 09:00")
    await case.supply(1, certificate, report)
    await case.claim()
    assert await case.ask_for(asked("diagnosis_certificate", "ILLEGIBLE", certificate.document_id)) == ""
    await world.until("2026-12-31 00:00")
    assert [(one.round, one.count) for one in world.said(SupplementReminderDue)] == [(1, 2), (2, 1)]


async def test_nobody_is_reminded_of_a_day_that_is_over(world: World) -> None:
    """The services were away, or the clock was moved: both timers come due at one and the same time."""
    await _asked(world)
    world.harness.now = shanghai("2026-12-18 09:00")
    await world.until("2026-12-18 09:00")
    assert [closed.outcome.value for closed in world.said(CaseClosed)] == ["lapsed"]
    assert not world.said(SupplementReminderDue)


async def test_a_city_that_reminds_nobody_has_no_timer_for_it() -> None:
    packs = tuple(
        pack.model_copy(update={"supplement": pack.supplement.model_copy(update={"remind_at": None})}) for pack in PACKS
    )
    world = World(packs=replace(PACKS, packs=packs), start=shanghai("2026-12-01 10:20"))
    await _asked(world)
    await world.until("2026-12-16 23:00")
    assert not world.said(SupplementReminderDue)


async def test_where_days_last_seconds_no_reminder_waits_for_the_morning() -> None:
    trial = Trial(day_seconds=2.0)
    packs = tuple(pack.model_copy(update={"trial": trial}) for pack in PACKS)
    world = World(packs=replace(PACKS, packs=packs), start=shanghai("2026-12-01 23:00"))
    await _asked(world)
    await world.harness.advance(timedelta(seconds=16))
    assert len(world.said(SupplementReminderDue)) == 1
