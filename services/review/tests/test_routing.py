"""Where a case goes: to the hospital that was named, if it may review, else to one of those that may."""

from collections import Counter
from dataclasses import replace

import pytest
from chassis.parties.party import Party
from chassis.rows import HeldStatus
from contracts.events.review import DeadlineMissed

from .story import Reviewing
from .town import AGENCIES, CLINIC, FIRST, HOSPITALS, LIUPANSHUI_AGENCY, SECOND, town
from .world import World


async def _goes_to(world: World, hospital: str | None) -> str:
    case = Reviewing(world, hospital=hospital)
    await case.submit()
    review = world.case(case.id).review
    assert review is not None
    return review.institution


async def test_the_hospital_that_the_person_named_reviews(world: World) -> None:
    assert await _goes_to(world, FIRST) == FIRST
    assert await _goes_to(world, SECOND) == SECOND


@pytest.mark.parametrize("named", [None, CLINIC, "H51010000001"])
async def test_without_a_hospital_that_may_review_those_on_duty_take_turns(world: World, named: str | None) -> None:
    turns = Counter([await _goes_to(world, named) for _ in range(60)])
    assert set(turns) == {FIRST, SECOND}
    assert min(turns.values()) > 10


async def test_a_suspended_hospital_gets_no_case_though_the_person_named_it(world: World) -> None:
    first, *others = HOSPITALS
    world.directory = town((replace(first, suspended=True), *others, *AGENCIES))
    assert await _goes_to(world, FIRST) == SECOND


async def test_a_task_of_a_hospital_that_is_suspended_stays_there_and_goes_to_the_agency_when_its_time_is_over(
    world: World,
) -> None:
    case = Reviewing(world, hospital=FIRST)
    await case.submit()
    first, *others = HOSPITALS
    world.directory = town((replace(first, suspended=True), *others, *AGENCIES))
    await world.until("2026-11-25 17:00")
    (missed,) = world.said(DeadlineMissed)
    assert (missed.institution, missed.escalated_to) == (FIRST, LIUPANSHUI_AGENCY)
    world.directory = town()
    await case.claim()
    assert await case.approve() == ""


async def test_the_agency_is_told_of_a_miss_even_if_the_directory_has_changed_since(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    world.directory = town(HOSPITALS)
    review = world.case(case.id).review
    assert review is not None
    assert review.agency == LIUPANSHUI_AGENCY


@pytest.mark.parametrize("there", [AGENCIES, HOSPITALS], ids=["no hospital", "no agency"])
async def test_a_submission_that_nobody_can_review_is_parked_for_the_operator(
    world: World, there: tuple[Party, ...]
) -> None:
    world.directory = town(there)
    case = Reviewing(world)
    await world.take(world.messages.event(case.submission(), case.id))
    (parked,) = world.storage.parked.values()
    assert (parked.status, parked.detail) == (HeldStatus.PARKED, "NO_INSTITUTION")
