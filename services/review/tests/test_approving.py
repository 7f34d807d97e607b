"""What an approval comes to is told by the pack's own rule, not by today's two cities."""

from datetime import UTC, date, datetime

import pytest
from contracts.ids import uuid7
from policy.benefit import BenefitStart
from policy.calendar import local
from policy.pack import Pack
from policy.review import ExpertPanel
from review.domain.case import Review
from review.pages.approving import Approval

from .applying import PACKS, Applied
from .browsing import claimed, plain, reviewer, task_of
from .office import Office
from .story import Reviewing
from .town import CLERK, DOCTOR, LIUPANSHUI, NANCHONG, NANCHONG_AGENCY
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


WITH_A_CODE = {"what": "approve", "national_code": "M05400"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "认定通过，待遇自认定通过之日起享受。现在确认的，为{today.year}年{today.month}月{today.day}日。"),
        ("en", "Approved: the benefit holds from the day of approval. Confirmed now, that is {today:%d %b %Y}."),
    ],
)
async def test_from_when_the_benefit_holds_is_said_before_an_approval_is_confirmed(
    office: Office, language: str, said: str
) -> None:
    browser, task = await reviewer(office, DOCTOR), await task_of(office, Applied())
    await claimed(browser, task)
    browser.cookies.set("mante-language", language)
    page = await browser.send(f"/tasks/{task}/confirmation", 200, key=uuid7(), **WITH_A_CODE)
    assert said.format(today=local(datetime.now(UTC)).date()) in plain(page)


@pytest.mark.parametrize(
    ("language", "check", "vote"),
    [
        (
            "zh",
            "本环节通过，转入专家评审。最终认定通过的，待遇自认定通过之日起享受。",
            "有2位专家同意的，即为认定通过，待遇自认定通过之日起享受。",
        ),
        (
            "en",
            "what follows is: expert panel. If approved in the end, the benefit holds from the day of approval.",
            "If 2 experts agree it is approved, and the benefit holds from the day of approval.",
        ),
    ],
)
async def test_a_step_that_does_not_decide_promises_no_benefit(
    office: Office, language: str, check: str, vote: str
) -> None:
    clerk, task = await reviewer(office, CLERK), await task_of(office, Applied(area=NANCHONG), NANCHONG_AGENCY)
    await claimed(clerk, task)
    clerk.cookies.set("mante-language", language)
    assert check in plain(await clerk.send(f"/tasks/{task}/confirmation", 200, key=uuid7(), **WITH_A_CODE))
    await clerk.send(f"/tasks/{task}/saying", key=uuid7(), **WITH_A_CODE)
    seat, *_ = await office.worklist(NANCHONG_AGENCY)
    expert = await reviewer(office, seat["practitioner"])
    await claimed(expert, seat["task_id"])
    expert.cookies.set("mante-language", language)
    page = plain(await expert.send(f"/tasks/{seat['task_id']}/confirmation", 200, key=uuid7(), **WITH_A_CODE))
    assert vote in page
    assert "现在确认" not in page
    assert "Confirmed now" not in page
