"""S8 (b): a hospital that uploads for somebody insured elsewhere sees how that upload stands, and no more."""

from datetime import timedelta

import pytest
from contracts.codec import encode
from contracts.event import Event
from contracts.events.benefits import DesignatedHospitalChosen, EntitlementEnded, EntitlementGranted
from contracts.events.intake import ApplicationSubmitted, MessageReceived
from contracts.events.notices import AppMessageDue
from contracts.events.requests import DraftOpened, HospitalChoiceLodged, WithdrawalLodged
from contracts.events.review import (
    CaseClosed,
    DeadlineMissed,
    DeadlineMoved,
    ReviewDecided,
    ReviewResumed,
    WithdrawalRefused,
)
from contracts.events.updates import MessageDue, ProgressChanged, RequestRefused
from contracts.ids import uuid7
from contracts.vocabulary import (
    ApplicationState,
    HeldBy,
    Outcome,
    PersonAction,
    ReviewStep,
    Route,
    Scheme,
    Verdict,
)
from intake.domain.progress import progress_for
from intake.domain.register import Entitled
from intake.domain.rules import Hospital

from .story import AGENCY, HOSPITAL, Applying, accepted, asked_for, case_opened, draft, lodging, papers, supplement
from .world import APP, WECHAT, World

CHENGDU, OTHER = "H51010500001", "H51010500002"
OF_REVIEW = {"decide_by", "decide_by_is_provisional", "expected_by", "overdue", "outcome", "reasons"}
OF_BENEFIT = {"benefit_start", "benefit_end", "benefit_over", "hospital", "hospital_from"}
RECEIVED, CLOSED = "材料已上传，参保地已受理。", "参保地已办结，不再接收材料，结果由参保地告知申请人。"


@pytest.fixture
def world() -> World:
    return World(hospitals={CHENGDU: Hospital(2, "510100"), OTHER: Hospital(3, "510100")})


def remote(one: Applying) -> DraftOpened:
    return draft(one.person, one.area, one.disease).model_copy(update={"route": Route.REMOTE_HOSPITAL})


async def handed_in(world: World, channel: str = CHENGDU, **of: object) -> Applying:
    """An application that a hospital opened and handed in, with every paper in order."""
    one = Applying(world, channel, **of)  # type: ignore[arg-type]
    await one.ask(remote(one))
    await one.lodge()
    await one.accept_all()
    return one


def ending(world: World, outcome: Outcome) -> CaseClosed:
    start = "2026-11-24" if outcome is Outcome.APPROVED else None
    reasons = ("CRITERIA_NOT_MET",) if outcome is Outcome.REJECTED else ()
    return CaseClosed(outcome=outcome, closed_at=world.now, benefit_start=start, reasons=reasons)


def granted(world: World, one: Applying) -> list[Event]:
    """All that benefits says of an approval."""
    return [
        EntitlementGranted(
            person_ref=one.person,
            pooling_area=one.area,
            scheme=Scheme.RESIDENT,
            disease_code=one.disease,
            start="2026-12-01",
            end="2031-12-01",
            granted_at=world.now,
        ),
        DesignatedHospitalChosen(
            person_ref=one.person, hospital=HOSPITAL, effective_from="2026-12-01", change_of_year=1
        ),
        EntitlementEnded(person_ref=one.person, reason="MOVED_AWAY", ended_at=world.now, last_day="2026-12-02"),
    ]


def all_that(world: World, channel: str, one: Applying) -> list[ProgressChanged]:
    news: list[ProgressChanged] = world.told(channel, ProgressChanged, one.id)
    return news


async def test_of_review_and_benefit_it_hears_nothing(world: World) -> None:
    one = await handed_in(world)
    before = all_that(world, CHENGDU, one)
    for said in (
        case_opened(world.now),
        DeadlineMissed(institution=HOSPITAL, escalated_to=AGENCY, decide_by=world.now),
        DeadlineMoved(institution=HOSPITAL, decide_by=world.now, decide_by_is_provisional=True),
    ):
        await one.hear(said)
        assert all_that(world, CHENGDU, one) == before
    await one.hear(ending(world, Outcome.APPROVED))
    *_, closed = all_that(world, CHENGDU, one)
    for said in granted(world, one):
        await one.hear(said)
    assert all_that(world, CHENGDU, one)[len(before) :] == [closed]
    for news in (*before, closed, progress_for(world.packs, world.now_is(one.id), CHENGDU)):
        fields = {name for name, value in news.model_dump(exclude_defaults=True).items() if value is not None}
        assert not fields & (OF_REVIEW | OF_BENEFIT)
        assert news.state not in {ApplicationState.IN_REVIEW, ApplicationState.APPROVED}
        assert "待遇" not in (news.sentence.zh if news.sentence else "")


@pytest.mark.parametrize("step", [ReviewStep.AGENCY_CHECK, ReviewStep.HOSPITAL_REVIEW])
async def test_which_step_has_it_is_not_told(world: World, step: ReviewStep) -> None:
    one = await handed_in(world)
    await one.hear(case_opened(world.now).model_copy(update={"step": step}))
    decided = ReviewDecided(step=step, round=1, verdict=Verdict.APPROVED, assessed_by=(), decided_at=world.now)
    await one.hear(decided)
    seen = progress_for(world.packs, world.now_is(one.id), CHENGDU)
    assert (seen.state, seen.who_has_it) == (ApplicationState.SUBMITTED, HeldBy.HOSPITAL)
    assert seen.sentence is not None
    assert seen.sentence.zh == RECEIVED


async def test_however_it_was_decided_it_reads_the_same(world: World) -> None:
    told = []
    for outcome in (Outcome.APPROVED, Outcome.REJECTED):
        one = await handed_in(world)
        await one.hear(case_opened(world.now))
        await one.hear(ending(world, outcome))
        told.append(all_that(world, CHENGDU, one)[-1].model_copy(update={"number": None}))
    approved, rejected = told
    assert encode(approved) == encode(rejected)
    assert (approved.state, approved.who_has_it, approved.can_do) == (ApplicationState.SUBMITTED, HeldBy.NOBODY, ())
    assert approved.sentence is not None
    assert approved.sentence.zh == CLOSED


async def test_what_it_takes_to_bring_the_papers_in_it_hears_whole(world: World) -> None:
    one = await handed_in(world)
    await one.hear(case_opened(world.now))
    await one.hear(asked_for(world.now, "test_report"))
    asked = all_that(world, CHENGDU, one)[-1]
    assert (asked.state, asked.round, asked.who_has_it) == (
        ApplicationState.AWAITING_SUPPLEMENT,
        1,
        HeldBy.APPLICANT,
    )
    assert [item.code for item in asked.items] == ["NO_SEAL"]
    assert asked.answer_by == world.now + timedelta(days=15)
    (report,) = papers("test_report")
    answer = await one.ask(supplement(report))
    assert answer["state"] == "awaiting_supplement"
    await one.hear(accepted(report, world.now))
    await one.hear(ReviewResumed(round=2, institution=HOSPITAL, decide_by=world.now))
    resumed = all_that(world, CHENGDU, one)[-1]
    assert (resumed.state, resumed.decide_by) == (ApplicationState.SUBMITTED, None)


async def test_the_persons_own_channel_goes_on_hearing_everything(world: World) -> None:
    one = await handed_in(world)
    theirs = Applying(world, APP, person=one.person)
    await theirs.open()
    assert (await theirs.lodge())["joined"] == str(one.id)
    await one.hear(case_opened(world.now))
    await one.hear(ending(world, Outcome.REJECTED))
    last = all_that(world, APP, one)[-1]
    assert (last.state, last.reasons) == (ApplicationState.REJECTED, ("CRITERIA_NOT_MET",))
    assert all_that(world, CHENGDU, one)[-1].state is ApplicationState.SUBMITTED


async def test_an_application_of_the_persons_own_is_not_its_to_follow(world: World) -> None:
    mine = Applying(world, WECHAT)
    await mine.submit()
    theirs = Applying(world, CHENGDU, person=mine.person)
    await theirs.ask(remote(theirs))
    assert await theirs.refused(lodging(*theirs.papers)) == (409, "ALREADY_OPEN")
    assert world.now_is(mine.id).channels == (WECHAT,)
    assert not all_that(world, CHENGDU, mine)


async def test_nor_is_what_another_hospital_handed_in_but_its_own_it_finds_again(world: World) -> None:
    first = await handed_in(world)
    second = Applying(world, OTHER, person=first.person)
    await second.ask(remote(second))
    assert await second.refused(lodging(*second.papers)) == (409, "ALREADY_OPEN")
    again = Applying(world, CHENGDU, person=first.person)
    await again.ask(remote(again))
    assert (await again.lodge())["joined"] == str(first.id)


async def test_no_message_to_the_person_is_given_to_it(world: World) -> None:
    one = await handed_in(world)
    due = AppMessageDue(notice_id=uuid7(), channel=CHENGDU, recipient_ref=one.person, title="认定通过", text="认定通过")
    await one.hear(due)
    assert not world.told(CHENGDU, MessageDue)
    assert not world.said(MessageReceived)


@pytest.mark.parametrize("outcome", [None, Outcome.APPROVED, Outcome.REJECTED])
async def test_it_chooses_no_hospital_for_the_person_whatever_was_decided(
    world: World, outcome: Outcome | None
) -> None:
    one = await handed_in(world)
    await one.hear(case_opened(world.now))
    if outcome:
        await one.hear(ending(world, outcome))
    assert await one.refused(HospitalChoiceLodged(hospital=HOSPITAL)) == (403, "UPLOADS_ONLY")


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.REJECTED, Outcome.LAPSED])
async def test_a_withdrawal_that_comes_too_late_does_not_tell_how_it_ended(world: World, outcome: Outcome) -> None:
    one = await handed_in(world)
    await one.hear(case_opened(world.now))
    answer = await one.ask(WithdrawalLodged())
    assert answer["state"] == "submitted"
    await one.hear(ending(world, outcome))
    await one.hear(WithdrawalRefused(code="ALREADY_DECIDED", refused_at=world.now))
    (refused,) = world.told(CHENGDU, RequestRefused, one.id)
    assert refused.detail == "申请已经办结，不能撤回。结果由参保地告知申请人，请由参保人向参保地医保经办机构查询。"
    assert await one.refused(WithdrawalLodged()) == (409, "ALREADY_DECIDED")


async def test_it_may_take_back_what_it_uploaded(world: World) -> None:
    one = await handed_in(world)
    await one.hear(case_opened(world.now))
    assert PersonAction.WITHDRAW in progress_for(world.packs, world.now_is(one.id), CHENGDU).can_do
    await one.ask(WithdrawalLodged())
    await one.hear(ending(world, Outcome.WITHDRAWN))
    last = all_that(world, CHENGDU, one)[-1]
    assert (last.state, last.outcome) == (ApplicationState.WITHDRAWN, None)


async def test_that_the_register_is_against_it_is_told_but_not_which_other_benefit(world: World) -> None:
    one = Applying(world, CHENGDU)
    world.register.entitled[one.person] = (Entitled(national_code="M05400", start="2020-10-01"),)
    await one.ask(remote(one))
    await one.lodge()
    await one.accept_all()
    assert not world.said(ApplicationSubmitted)
    (item,) = all_that(world, CHENGDU, one)[-1].items
    assert (item.material, item.code, item.since) == ("insurance", "REGISTER_AGAINST", None)
    assert "2020" not in item.text
