"""南充's panel: three experts, a majority, no vote twice, no seat for somebody with a part in the case."""

from dataclasses import replace
from uuid import UUID

import pytest
from contracts.events.review import CaseClosed, ReviewDecided, TaskRecalled
from contracts.ids import uuid7
from contracts.vocabulary import Outcome, RecallReason, Verdict
from policy.registry import Packs
from policy.review import ExpertPanel
from review.domain import panel
from review.domain.task import Vote

from .applying import PACKS
from .story import Reviewing
from .town import CLERK, CLERKS, EXPERTS, NANCHONG, NANCHONG_AGENCY, PANEL, member, town
from .world import World, shanghai


async def _panel(world: World, person: UUID | None = None) -> Reviewing:
    case = Reviewing(world, NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK, person=person or uuid7())
    await case.submit()
    await case.claim()
    assert await case.approve(code=None) == ""
    return case


async def _vote(case: Reviewing, seat: int, verdict: Verdict, code: str = "M05400") -> str:
    task = case.tasks()[1:][seat]
    expert = task.practitioner or ""
    await case.claim(expert, task.task_id)
    if verdict is Verdict.APPROVED:
        return await case.approve(expert, task.task_id, code)
    return await case.reject("CRITERIA_NOT_MET", practitioner=expert, task=task.task_id)


async def test_a_seat_belongs_to_its_expert_and_nobody_votes_twice(world: World) -> None:
    case = await _panel(world)
    one, two, _ = case.tasks()[1:]
    assert await case.claim(two.practitioner or "", one.task_id) == "NOT_YOUR_SEAT"
    assert await _vote(case, 0, Verdict.APPROVED) == ""
    assert await case.claim(one.practitioner or "", one.task_id) == "ALREADY_VOTED"
    assert await _vote(case, 0, Verdict.REJECTED) == "ALREADY_VOTED"
    assert not world.said(CaseClosed)


async def test_the_majority_decides_and_the_third_is_recalled(world: World) -> None:
    case = await _panel(world)
    await _vote(case, 0, Verdict.REJECTED)
    await _vote(case, 1, Verdict.APPROVED)
    assert not world.said(CaseClosed)
    await _vote(case, 2, Verdict.REJECTED)
    (closed,) = world.said(CaseClosed)
    assert (closed.outcome, closed.reasons) == (Outcome.REJECTED, ("CRITERIA_NOT_MET",))
    said = [each.verdict for each in world.said(ReviewDecided)[-1].assessed_by]
    assert said == [Verdict.REJECTED, Verdict.APPROVED, Verdict.REJECTED]


async def test_two_rejections_make_the_third_vote_needless(world: World) -> None:
    case = await _panel(world)
    await _vote(case, 0, Verdict.REJECTED)
    await _vote(case, 1, Verdict.REJECTED)
    assert [closed.outcome for closed in world.said(CaseClosed)] == [Outcome.REJECTED]
    third = case.tasks()[-1]
    assert [left.reason for left in world.told(NANCHONG_AGENCY, TaskRecalled) if left.task_id == third.task_id] == [
        RecallReason.DECIDED
    ]
    assert await _vote(case, 2, Verdict.APPROVED) == "CASE_CLOSED"


async def test_the_agencys_rejection_ends_the_case_without_a_panel(world: World) -> None:
    case = Reviewing(world, area=NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    await case.claim()
    await case.reject("NOT_INSURED_HERE")
    assert [closed.outcome for closed in world.said(CaseClosed)] == [Outcome.REJECTED]
    assert len(case.tasks()) == 1


async def test_the_agencys_task_is_over_once_it_has_passed_the_case_on(world: World) -> None:
    case = await _panel(world)
    check = case.tasks()[0].task_id
    assert await case.approve(task=check) == "ALREADY_VOTED"
    world.directory = town(staff=[member(NANCHONG_AGENCY, "C511301000002", "clerk")])
    assert await case.claim("C511301000002", check) == "TASK_RECALLED"


async def test_an_expert_with_a_part_in_the_case_gets_no_seat(world: World) -> None:
    for expert in EXPERTS[:2]:
        case = await _panel(world, person=world.person_behind(NANCHONG_AGENCY, expert))
        assert expert not in {seat.practitioner for seat in case.tasks()[-3:]}


async def test_a_disabled_expert_gets_no_seat(world: World) -> None:
    out = [replace(expert, disabled=True) for expert in PANEL[:2]]
    world.directory = town(staff=(*CLERKS, *out, *PANEL[2:]))
    case = await _panel(world)
    assert {seat.practitioner for seat in case.tasks()[-3:]} == set(EXPERTS[2:])


async def test_without_enough_experts_the_check_cannot_be_passed_on(world: World) -> None:
    world.directory = town(staff=(*CLERKS, *PANEL[:2]))
    case = Reviewing(world, area=NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    await case.claim()
    assert await case.approve(code=None) == "PANEL_TOO_SMALL"


async def test_the_code_that_most_approvals_chose_is_registered() -> None:
    votes = [_approval(code) for code in ("M07803", "M07804", "M07804")]
    assert panel.national_code(votes) == "M07804"
    assert panel.national_code(votes[:2]) == "M07803"
    assert panel.national_code([]) is None


def _approval(code: str) -> Vote:
    return Vote("D511301000001", Verdict.APPROVED, shanghai("2026-11-24 10:00"), code)


@pytest.mark.parametrize(
    ("seats", "majority", "said", "verdict"),
    [
        (3, 2, "A", None),
        (3, 2, "AR", None),
        (3, 2, "AA", "approved"),
        (3, 2, "RR", "rejected"),
        (5, 3, "ARAR", None),
        (5, 3, "RRR", "rejected"),
        (4, 3, "RR", "rejected"),
        (4, 3, "AAR", None),
        (3, 3, "R", "rejected"),
        (1, 1, "A", "approved"),
    ],
)
def test_a_panel_decides_as_soon_as_no_vote_can_change_it(
    seats: int, majority: int, said: str, verdict: str | None
) -> None:
    meant = {"A": Verdict.APPROVED, "R": Verdict.REJECTED}
    votes = [Vote(f"D51130100000{seat}", meant[each], shanghai("2026-11-24 10:00")) for seat, each in enumerate(said)]
    assert panel.result(votes, _step(PACKS, seats, majority)) == verdict


def _step(packs: Packs, seats: int, majority: int) -> ExpertPanel:
    (found,) = (step for pack in packs for step in pack.review_steps if isinstance(step, ExpertPanel))
    return found.model_copy(update={"seats": seats, "majority": majority})
