"""S1: two rounds of supplements, then a decision. What others hold, or what waits, is in `ELSEWHERE` and `WAITING`."""

from dataclasses import replace

import pytest
from contracts.events.review import (
    CaseClosed,
    DeadlineApproaching,
    DeadlineMissed,
    ReviewResumed,
    SupplementRequested,
    TaskAssigned,
    TaskRecalled,
)
from contracts.vocabulary import OverrideReason, RecallReason
from policy.review import LaterRounds

from .applying import PACKS, papers
from .story import Reviewing, asked
from .town import CLERK, COLLEAGUE, FIRST, LEAD, NANCHONG, NANCHONG_AGENCY
from .world import World, shanghai

ELSEWHERE = ("notices: 1 submitted, 2 requests, 2 received, 1 result (notify/tests, under the same name)",)
WAITING = ("2503 is sent with begndate 2026-12-02 once the second supplement was decided (national platform)",)


@pytest.fixture
def world() -> World:
    return World(start=shanghai("2026-12-01 10:20"))


async def test_supplement_twice_then_must_decide(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    assert case.tasks()[0].decide_by == shanghai("2026-12-01 14:50")

    await world.until("2026-12-01 14:30")
    await case.claim()
    first = (asked("diagnosis_certificate", "NO_SEAL"), asked("test_report", "NO_SEAL"))
    assert await case.ask_for(*first) == ""
    (request,) = world.said(SupplementRequested)
    assert [(item.material, item.code) for item in request.items] == [(item.material, item.code) for item in first]
    assert all("公章" in item.text for item in request.items)
    assert (request.round, request.answer_by) == (1, shanghai("2026-12-17 00:00"))

    await world.until("2026-12-01 15:10")
    assert not world.said(DeadlineMissed)
    certificate, report = papers("diagnosis_certificate", "test_report")
    await case.supply(1, certificate, report)
    (resumed,) = world.said(ReviewResumed)
    assert (resumed.round, resumed.decide_by) == (2, shanghai("2026-12-02 10:40"))
    assert [(task.round, task.decide_by) for task in world.told(FIRST, TaskAssigned)][1:] == [(2, resumed.decide_by)]

    await world.until("2026-12-02 09:30")
    await case.claim()
    blurred = asked("diagnosis_certificate", "ILLEGIBLE", certificate.document_id)
    unsigned = asked("clinical_record", "NO_SIGNATURE")
    assert await case.ask_for(blurred, unsigned) == "NOT_IN_FIRST_NOTICE"
    assert await case.ask_for(blurred) == ""

    await world.until("2026-12-02 11:00")
    await case.supply(2, *papers("diagnosis_certificate"))
    assert world.said(ReviewResumed)[1].decide_by == shanghai("2026-12-02 15:30")

    await world.until("2026-12-02 15:00")
    await case.claim()
    assert await case.ask_for(blurred) == "SUPPLEMENT_CAP"
    await world.until("2026-12-02 15:20")
    assert await case.approve() == ""
    (closed,) = world.said(CaseClosed)
    assert closed.benefit_start == "2026-12-02"
    assert len(world.said(CaseClosed)) == 1
    assert [len(world.said(kind)) for kind in (SupplementRequested, ReviewResumed)] == [2, 2]
    assert not world.said(DeadlineMissed)
    assert [warning.percent for warning in world.said(DeadlineApproaching)] == [50, 75, 50, 50, 75]


async def test_a_second_notice_may_not_complain_of_the_paper_that_was_there_before(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("diagnosis_certificate", "NO_SEAL"))
    await case.supply(1, *papers("diagnosis_certificate"))
    await case.claim()
    old = case.paper("diagnosis_certificate").document_id
    assert await case.ask_for(asked("diagnosis_certificate", "ILLEGIBLE", old)) == "NOT_IN_FIRST_NOTICE"
    assert await case.ask_for(asked("diagnosis_certificate", "ILLEGIBLE")) == ""


async def _asked_once(world: World) -> Reviewing:
    """A case whose first notice forgot the unsigned record."""
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("diagnosis_certificate", "NO_SEAL"))
    await case.supply(1, *papers("diagnosis_certificate"))
    return case


UNSIGNED = asked("clinical_record", "NO_SIGNATURE")


async def test_a_lead_may_ask_for_what_the_first_notice_forgot_and_says_why(world: World) -> None:
    case = await _asked_once(world)
    await case.claim(LEAD)
    assert await case.ask_for(UNSIGNED, practitioner=LEAD) == "NOT_IN_FIRST_NOTICE"
    assert await case.ask_for(UNSIGNED, practitioner=LEAD, override=OverrideReason.OVERLOOKED) == ""
    first, second = world.said(SupplementRequested)
    assert (first.overridden_by, first.override) == (None, None)
    assert (second.overridden_by, second.override) == (LEAD, OverrideReason.OVERLOOKED)
    review = world.case(case.id).review
    assert review is not None
    assert [notice.override and notice.override.practitioner for notice in review.notices] == [None, LEAD]


async def test_nobody_but_a_lead_overrides(world: World) -> None:
    case = await _asked_once(world)
    await case.claim(COLLEAGUE)
    refused = await case.ask_for(UNSIGNED, practitioner=COLLEAGUE, override=OverrideReason.OVERLOOKED)
    assert refused == "LEAD_ONLY"


async def test_no_lead_asks_a_third_time(world: World) -> None:
    case = await _asked_once(world)
    await case.claim(LEAD)
    await case.ask_for(UNSIGNED, practitioner=LEAD, override=OverrideReason.RULE_REQUIRES)
    await case.supply(2, *papers("clinical_record"))
    await case.claim(LEAD)
    refused = await case.ask_for(UNSIGNED, practitioner=LEAD, override=OverrideReason.RULE_REQUIRES)
    assert refused == "SUPPLEMENT_CAP"


async def test_where_a_city_lets_later_notices_ask_for_anything_they_may() -> None:
    packs = tuple(
        pack.model_copy(
            update={"supplement": pack.supplement.model_copy(update={"later_rounds": LaterRounds.ANYTHING})}
        )
        for pack in PACKS
    )
    case = Reviewing(World(packs=replace(PACKS, packs=packs)))
    await case.submit()
    await case.claim()
    await case.ask_for(asked("diagnosis_certificate", "NO_SEAL"))
    await case.supply(1, *papers("diagnosis_certificate"))
    await case.claim()
    assert await case.ask_for(asked("clinical_record", "NO_SIGNATURE")) == ""


async def test_a_notice_that_is_out_takes_the_task_off_the_list_and_cannot_go_out_twice(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "MISSING"))
    (recalled,) = world.told(FIRST, TaskRecalled)
    assert recalled.reason is RecallReason.SUPPLEMENT
    assert await case.ask_for(asked("test_report", "MISSING")) == "TASK_RECALLED"
    assert await case.approve() == "TASK_RECALLED"
    assert await case.claim() == "TASK_RECALLED"


async def test_the_answer_to_another_round_or_a_second_answer_changes_nothing(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.supply(1, *papers("test_report"))
    await case.claim()
    await case.ask_for(asked("test_report", "NO_SEAL"))
    await case.supply(2, *papers("test_report"))
    assert not world.said(ReviewResumed)
    await case.supply(1, *papers("test_report"), absent=("clinical_record",))
    await case.supply(1, *papers("test_report"))
    assert len(world.said(ReviewResumed)) == 1


async def test_where_the_pack_sets_no_limit_a_supplement_sets_none(world: World) -> None:
    case = Reviewing(world, area=NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("application_form", "INCOMPLETE"))
    await case.supply(1, *papers("application_form"))
    (resumed,) = world.said(ReviewResumed)
    assert (resumed.institution, resumed.decide_by) == (NANCHONG_AGENCY, None)
    assert not world.storage.timers


async def test_a_panel_that_asked_for_a_supplement_sits_again_and_votes_afresh(world: World) -> None:
    case = Reviewing(world, area=NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    await case.claim()
    await case.approve()
    one, two, three = case.tasks()[-3:]
    await case.claim(one.practitioner or "", one.task_id)
    await case.approve(one.practitioner or "", one.task_id)
    await case.claim(two.practitioner or "", two.task_id)
    unrelated = asked("test_report", "WRONG_DISEASE")
    assert await case.ask_for(unrelated, practitioner=two.practitioner or "", task=two.task_id) == ""
    await case.supply(1, *papers("test_report"))
    again = case.tasks()[-3:]
    assert [seat.practitioner for seat in again] == [one.practitioner, two.practitioner, three.practitioner]
    await case.claim(one.practitioner or "", again[0].task_id)
    assert await case.approve(one.practitioner or "", again[0].task_id) == ""
    assert not world.said(CaseClosed)


async def test_a_supplement_that_never_comes_ends_the_case_once_its_last_day_is_over(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "NO_SEAL"))
    await world.until("2026-12-17 00:30")
    assert not world.said(CaseClosed)
    await world.until("2026-12-17 01:00")
    (closed,) = world.said(CaseClosed)
    assert (closed.outcome.value, closed.benefit_start) == ("lapsed", None)
    await case.supply(1, *papers("test_report"))
    assert not world.said(ReviewResumed)


async def test_what_was_handed_in_on_the_last_evening_counts_though_inspection_took_past_midnight(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "NO_SEAL"))
    await world.until("2026-12-17 00:10")
    await case.supply(1, *papers("test_report"))
    await world.until("2026-12-17 08:00")
    assert world.said(ReviewResumed)
    assert not world.said(CaseClosed)
