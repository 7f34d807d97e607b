"""S6: a withdrawal races with a decision; exactly one wins. What waits for others is in `WAITING`."""

import pytest
from contracts.events.review import (
    CaseClosed,
    ReviewDecided,
    TaskRecalled,
    VerdictAccepted,
    VerdictRefused,
    WithdrawalRefused,
)
from contracts.vocabulary import Outcome, RecallReason, Verdict

from .story import ASTHMA, Reviewing, asked
from .town import FIRST
from .world import World

WAITING = (
    "the applicant is told the way to give up the entitlement (intake, notify)",
    "no 2503 after a withdrawal; if sent, 2504 follows (national platform)",
)


@pytest.mark.parametrize("withdrawal_first", [True, False])
async def test_exactly_one_wins_in_either_order_of_one_batch(world: World, *, withdrawal_first: bool) -> None:
    case = Reviewing(world, kafka=True)
    await case.submit()
    await case.claim()
    approval = world.messages.request(FIRST, case.verdict(Verdict.APPROVED, national_code=ASTHMA), case.id, kafka=True)
    withdrawal = world.messages.event(case.withdrawal(), case.id)
    await world.take(*((withdrawal, approval) if withdrawal_first else (approval, withdrawal)))

    (closed,) = world.said(CaseClosed)
    (left,) = world.told(FIRST, TaskRecalled)
    if withdrawal_first:
        assert (closed.outcome, left.reason) == (Outcome.WITHDRAWN, RecallReason.WITHDRAWN)
        assert [refused.code for refused in world.told(FIRST, VerdictRefused)] == ["CASE_CLOSED"]
        assert not world.said(ReviewDecided)
        assert not world.said(WithdrawalRefused)
    else:
        assert (closed.outcome, left.reason) == (Outcome.APPROVED, RecallReason.DECIDED)
        assert len(world.told(FIRST, VerdictAccepted)) == 2
        assert [refused.code for refused in world.said(WithdrawalRefused)] == ["ALREADY_DECIDED"]
    assert not world.storage.timers


async def test_a_thousand_races_have_a_thousand_winners(world: World) -> None:
    for turn in range(1000):
        case = Reviewing(world, kafka=True)
        await case.submit()
        await case.claim()
        pair = [
            world.messages.request(FIRST, case.verdict(Verdict.APPROVED, national_code=ASTHMA), case.id, kafka=True),
            world.messages.event(case.withdrawal(), case.id),
        ]
        await world.take(*(pair if turn % 2 else reversed(pair)))
    outcomes = [closed.outcome for closed in world.said(CaseClosed)]
    assert (outcomes.count(Outcome.APPROVED), outcomes.count(Outcome.WITHDRAWN)) == (500, 500)
    assert len(world.said(WithdrawalRefused)) == 500
    assert len(world.told(FIRST, VerdictRefused)) == 500


async def test_a_case_that_waits_for_a_supplement_can_be_withdrawn(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "NO_SEAL"))
    await case.hear(case.withdrawal())
    assert [closed.outcome for closed in world.said(CaseClosed)] == [Outcome.WITHDRAWN]
    await world.until("2027-01-31 12:00")
    assert len(world.said(CaseClosed)) == 1


async def test_a_second_withdrawal_finds_the_first_and_says_nothing_more(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.hear(case.withdrawal())
    await case.hear(case.withdrawal())
    assert len(world.said(CaseClosed)) == 1
    assert not world.said(WithdrawalRefused)
