"""Claim before acting: one reviewer at a time, for half an hour, then anybody of the institution again."""

from contracts.events.review import CaseClosed, VerdictAccepted, VerdictRefused
from contracts.events.verdicts import TaskClaimed
from review.domain.case import TimerKind

from .story import Reviewing
from .town import COLLEAGUE, DOCTOR, FIRST
from .world import World


async def test_nobody_acts_without_a_claim(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    assert await case.approve() == "NOT_CLAIMED"
    assert await case.release() == "NOT_CLAIMED"
    await case.claim()
    assert await case.approve(COLLEAGUE) == "NOT_CLAIMED"
    assert await case.approve() == ""


async def test_of_two_reviewers_at_the_same_instant_one_has_the_task(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    claims = [TaskClaimed(task_id=case.task, practitioner=each) for each in (COLLEAGUE, DOCTOR)]
    await world.take(*(world.messages.request(FIRST, claim, case.id, kafka=True) for claim in claims))
    assert len(world.told(FIRST, VerdictAccepted)) == 1
    assert [refused.code for refused in world.told(FIRST, VerdictRefused)] == ["ALREADY_CLAIMED"]
    assert await case.approve(DOCTOR) == "NOT_CLAIMED"
    assert await case.approve(COLLEAGUE) == ""
    assert len(world.said(CaseClosed)) == 1


async def test_a_claim_ends_with_its_lease(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await world.until("2026-11-24 10:29")
    assert await case.claim(COLLEAGUE) == "ALREADY_CLAIMED"
    await world.until("2026-11-24 10:30")
    assert (case.id, TimerKind.CLAIM_LEASE) not in world.storage.timers
    assert await case.approve() == "NOT_CLAIMED"
    assert await case.claim(COLLEAGUE) == ""
    assert await case.approve(COLLEAGUE) == ""


async def test_a_lease_that_ran_out_is_over_before_its_timer_says_so(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    world.harness.now = world.storage.timers[case.id, TimerKind.CLAIM_LEASE]
    assert await case.claim(COLLEAGUE) == ""


async def test_a_reviewer_may_renew_a_claim(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await world.until("2026-11-24 10:20")
    assert await case.claim() == ""
    await world.until("2026-11-24 10:45")
    assert await case.approve() == ""


async def test_a_released_task_is_free_for_the_others(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    assert await case.release(COLLEAGUE) == "NOT_CLAIMED"
    assert await case.release() == ""
    assert (case.id, TimerKind.CLAIM_LEASE) not in world.storage.timers
    assert await case.claim(COLLEAGUE) == ""
