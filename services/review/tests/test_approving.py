"""What an approval comes to is told by the pack's own rule, not by today's two cities."""

from datetime import date

import pytest
from policy.benefit import BenefitStart
from policy.pack import Pack
from policy.review import ExpertPanel
from review.domain.case import Review
from review.pages.approving import Approval

from .applying import PACKS
from .story import Reviewing
from .town import CLERK, LIUPANSHUI, NANCHONG, NANCHONG_AGENCY
from .world import World, shanghai

LATE = shanghai("2026-12-31 23:30")


async def _reviewed(world: World, case: Reviewing) -> tuple[Pack, Review]:
    review = world.case(case.id).review
    assert review is not None
    return PACKS.in_force(case.area, LATE.date()), review


@pytest.mark.parametrize(
    ("start", "said", "on"),
    [
        (BenefitStart.DAY_OF_APPROVAL, "认定通过之日", date(2026, 12, 31)),
        (BenefitStart.FIRST_OF_NEXT_MONTH, "次月1日", date(2027, 1, 1)),
    ],
)
async def test_the_first_day_is_the_packs(world: World, start: BenefitStart, said: str, on: date) -> None:
    case = Reviewing(world, LIUPANSHUI)
    await case.submit()
    pack, review = await _reviewed(world, case)
    pack = pack.model_copy(update={"benefit": pack.benefit.model_copy(update={"start": start})})
    approval = Approval.of(pack, review, LATE)
    assert (approval.start.zh, approval.on, approval.following, approval.majority) == (said, on, None, None)


async def test_before_the_last_step_no_day_is_named_and_one_expert_of_several_decides_nothing(world: World) -> None:
    case = Reviewing(world, NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    check = Approval.of(*await _reviewed(world, case), LATE)
    assert (check.on, check.following and check.following.zh) == (None, "专家评审")
    await case.claim()
    await case.approve(code=None)
    vote = Approval.of(*await _reviewed(world, case), LATE)
    assert (vote.on, vote.following, vote.majority) == (None, None, 2)


async def test_the_only_expert_of_a_panel_decides(world: World) -> None:
    case = Reviewing(world, NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    await case.claim()
    await case.approve(code=None)
    pack, review = await _reviewed(world, case)
    check, panel = pack.review_steps
    assert isinstance(panel, ExpertPanel)
    alone = panel.model_copy(update={"seats": 1, "majority": 1})
    approval = Approval.of(pack.model_copy(update={"review_steps": (check, alone)}), review, LATE)
    assert (approval.on, approval.majority) == (date(2026, 12, 31), None)
