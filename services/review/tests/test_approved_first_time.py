"""S0: approved first time, in both cities. What waits for other services is in `WAITING`."""

from datetime import timedelta

from contracts.events.review import CaseClosed, CaseOpened, ReviewDecided, TaskAssigned, TaskRecalled
from contracts.vocabulary import Outcome, RecallReason, ReviewStep, Verdict

from .story import ASTHMA, Reviewing
from .town import CLERK, DOCTOR, EXPERTS, FIRST, NANCHONG, NANCHONG_AGENCY
from .world import World, shanghai

WAITING = (
    "六盘水: the hospital may be chosen after approval (benefits)",
    "六盘水: 2503 is sent with begndate 2026-11-24 and no enddate; 2505 after the choice (national platform)",
    "南充: no hospital to choose (benefits)",
)


async def test_liupanshui_one_hospital_approves_within_half_a_working_day(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    (opened,) = world.said(CaseOpened)
    assert (opened.institution, opened.step) == (FIRST, ReviewStep.HOSPITAL_REVIEW)
    assert (opened.decide_by, opened.decide_by_is_provisional) == (shanghai("2026-11-24 14:30"), False)
    (task,) = world.told(FIRST, TaskAssigned)
    assert (task.decide_by, task.practitioner, task.round) == (opened.decide_by, None, 1)

    await world.until("2026-11-24 14:10")
    assert await case.claim() == ""
    assert await case.approve() == ""

    (decided,) = world.said(ReviewDecided)
    (who,) = decided.assessed_by
    assert (who.practitioner, who.institution, who.on) == (DOCTOR, FIRST, "2026-11-24")
    assert (decided.verdict, decided.national_code) == (Verdict.APPROVED, ASTHMA)
    (closed,) = world.said(CaseClosed)
    assert (closed.outcome, closed.benefit_start) == (Outcome.APPROVED, "2026-11-24")
    (left,) = world.told(FIRST, TaskRecalled)
    assert (left.task_id, left.reason) == (task.task_id, RecallReason.DECIDED)
    assert not world.storage.timers


async def test_an_approval_shortly_before_midnight_in_shanghai_starts_the_benefit_that_day(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await world.until("2026-11-24 23:59")
    await case.claim()
    await case.approve()
    assert world.said(CaseClosed)[0].benefit_start == "2026-11-24"

    late = Reviewing(world)
    await late.submit()
    await world.until("2026-11-25 00:01")
    await late.claim()
    await late.approve()
    assert world.said(CaseClosed)[1].benefit_start == "2026-11-25"


async def test_nanchong_the_agency_checks_and_a_panel_of_three_decides(world: World) -> None:
    case = Reviewing(world, area=NANCHONG, hospital=None, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    (opened,) = world.said(CaseOpened)
    assert (opened.institution, opened.step, opened.decide_by) == (NANCHONG_AGENCY, ReviewStep.AGENCY_CHECK, None)
    assert opened.expected_by > world.now + timedelta(days=20)
    assert not world.storage.timers

    await case.claim()
    assert await case.approve(code=None) == ""
    seats = case.tasks()[1:]
    assert [seat.step for seat in seats] == [ReviewStep.EXPERT_PANEL] * 3
    assert len({seat.practitioner for seat in seats}) == 3
    assert {seat.practitioner for seat in seats} <= set(EXPERTS)
    assert not world.said(CaseClosed)

    for seat in seats[:2]:
        await case.claim(seat.practitioner or "", seat.task_id)
        await case.approve(seat.practitioner or "", seat.task_id)
    check, panel = world.said(ReviewDecided)
    assert (check.step, panel.step) == (ReviewStep.AGENCY_CHECK, ReviewStep.EXPERT_PANEL)
    assert [each.practitioner for each in panel.assessed_by] == [seat.practitioner for seat in seats[:2]]
    (closed,) = world.said(CaseClosed)
    assert (closed.outcome, closed.national_code, closed.benefit_start) == (Outcome.APPROVED, ASTHMA, "2026-11-24")
    recalled = {left.task_id for left in world.told(NANCHONG_AGENCY, TaskRecalled)}
    assert recalled == {task.task_id for task in case.tasks()}
