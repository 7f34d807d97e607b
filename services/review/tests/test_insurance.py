"""S9, review's part: no approval against the register of the insured; without its answer, none before the warning."""

import orjson
import pytest
from contracts.events.intake import InsuranceCheck, InsuranceChecked
from contracts.vocabulary import InsuranceResult, Outcome, Verdict

from .story import ASTHMA, Reviewing, asked
from .town import CLERK, EXPERTS, NANCHONG, NANCHONG_AGENCY
from .world import World, shanghai

DIABETES = "M01600"


def checked(result: InsuranceResult, since: str | None = None) -> InsuranceCheck:
    at = None if result is InsuranceResult.NOT_CHECKED else shanghai("2026-11-24 10:01")
    return InsuranceCheck(result=result, checked_at=at, since=since)


async def submitted(world: World, result: InsuranceResult, **more: object) -> Reviewing:
    one = Reviewing(world, **more)  # type: ignore[arg-type]
    await one.hear(one.submission().model_copy(update={"insurance": checked(result)}))
    return one


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (InsuranceResult.NOT_INSURED_HERE, "NOT_INSURED_HERE"),
        (InsuranceResult.ALREADY_ENTITLED, "ALREADY_ENTITLED"),
        (InsuranceResult.EXCLUDED_WITH, "EXCLUDED_WITH"),
    ],
)
async def test_nobody_is_approved_against_the_register_and_anybody_may_be_rejected(
    world: World, result: InsuranceResult, code: str
) -> None:
    one = await submitted(world, InsuranceResult.NOT_CHECKED)
    await one.hear(InsuranceChecked(insurance=checked(result, "2020-10-01")))
    await one.claim()
    assert await one.approve() == code
    await world.until("2026-11-24 17:00")
    await one.claim()
    assert await one.approve() == code
    assert await one.reject("NOT_INSURED_HERE") == ""


async def test_an_unchecked_case_waits_for_the_last_warning_then_a_person_decides(world: World) -> None:
    one = await submitted(world, InsuranceResult.NOT_CHECKED)  # due 14:30, the 75 % warning is at 13:37:30
    await one.claim()
    body = one.verdict(Verdict.APPROVED, national_code=ASTHMA)
    refused = orjson.loads((await world.ask(one.institution, body, one.id)).body)
    assert (refused["code"], refused["status"]) == ("INSURANCE_NOT_CHECKED", 409)
    assert refused["may_decide_at"] == "2026-11-24 13:37:30+08:00"
    assert "11月24日 13:37" in refused["detail"]
    await world.until("2026-11-24 13:37")
    await one.claim()
    assert await one.approve() == "INSURANCE_NOT_CHECKED"
    await world.until("2026-11-24 13:38")
    assert await one.approve() == ""


async def test_an_unchecked_case_may_be_rejected_at_once(world: World) -> None:
    one = await submitted(world, InsuranceResult.NOT_CHECKED)
    await one.claim()
    assert await one.reject("CRITERIA_NOT_MET") == ""


async def test_a_late_answer_in_order_ends_the_wait(world: World) -> None:
    one = await submitted(world, InsuranceResult.NOT_CHECKED)
    await one.claim()
    assert await one.approve() == "INSURANCE_NOT_CHECKED"
    await one.hear(InsuranceChecked(insurance=checked(InsuranceResult.INSURED)))
    assert await one.approve() == ""


async def test_without_a_limit_only_the_last_approval_waits_half_a_working_day(world: World) -> None:
    one = await submitted(
        world,
        InsuranceResult.NOT_CHECKED,
        area=NANCHONG,
        disease="diabetes",
        hospital=None,
        institution=NANCHONG_AGENCY,
        practitioner=CLERK,
    )
    await one.claim()
    assert await one.act(one.verdict(Verdict.APPROVED)) == ""  # the agency's check doesn't end it
    seats = [task for task in one.tasks() if task.practitioner]
    expert = seats[0]
    await one.claim(str(expert.practitioner), expert.task_id)
    assert await one.approve(str(expert.practitioner), expert.task_id, DIABETES) == "INSURANCE_NOT_CHECKED"
    await world.until("2026-11-24 14:30")  # 210 working minutes after 10:00
    for seat in seats[:2]:
        await one.claim(str(seat.practitioner), seat.task_id)
        assert await one.approve(str(seat.practitioner), seat.task_id, DIABETES) == ""
    review = world.case(one.id).review
    assert review is not None
    assert review.outcome is Outcome.APPROVED
    assert {seat.practitioner for seat in seats} <= set(EXPERTS)


async def test_a_supplement_starts_the_wait_afresh_with_the_clock(world: World) -> None:
    one = await submitted(world, InsuranceResult.NOT_CHECKED)
    before = world.case(one.id).review
    await world.until("2026-11-24 14:00")
    await one.claim()
    await one.ask_for(asked("test_report", "NO_SEAL"))
    await world.until("2026-11-25 09:00")
    await one.supply(1)
    after = world.case(one.id).review
    assert before is not None
    assert after is not None
    assert before.term.unchecked_from == shanghai("2026-11-24 13:37").replace(second=30)
    assert after.term.unchecked_from == shanghai("2026-11-25 11:37").replace(second=30)


async def test_what_was_decided_stays_decided_whatever_the_register_says_later(world: World) -> None:
    one = await submitted(world, InsuranceResult.NOT_CHECKED)
    await world.until("2026-11-24 13:40")
    await one.claim()
    assert await one.approve() == ""
    await one.hear(InsuranceChecked(insurance=checked(InsuranceResult.NOT_INSURED_HERE)))
    review = world.case(one.id).review
    assert review is not None
    assert review.outcome is Outcome.APPROVED


async def test_where_no_register_was_asked_nothing_waits(world: World) -> None:
    one = Reviewing(world)
    await one.submit()
    await one.claim()
    assert await one.approve() == ""
