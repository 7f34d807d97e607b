"""Where it is, who has it, by when, what one can do, whom to call: in each state, in both languages, by role only."""

from datetime import timedelta

import pytest
from contracts.events.requests import WithdrawalLodged
from contracts.events.review import CaseClosed, CaseOpened, DeadlineMissed, ReviewDecided
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationState as State
from contracts.vocabulary import HeldBy, Outcome, ReviewStep, Verdict
from intake.domain.progress import progress

from .states import WAYS, awaiting_supplement
from .story import AGENCY, HOSPITAL, NANCHONG_PAPERS, Applying, papers, supplement
from .world import APP, MINI, NANCHONG, World

TABLE: dict[State, tuple[str, str, str]] = {
    State.DRAFT: ("applicant", "upload_papers lodge withdraw", "申请尚未提交，请上传材料后提交。"),
    State.LODGED: ("paper_check", "withdraw", "申请已提交，正在检查材料。"),
    State.NOT_ACCEPTED: (
        "applicant",
        "upload_papers lodge withdraw",
        "申请暂未受理：有2项需要处理，处理后请重新提交。",
    ),
    State.SUBMITTED: ("hospital", "withdraw", "申请已受理，等待医院审核。"),
    State.IN_REVIEW: ("hospital", "withdraw", "医院正在审核，应在11月24日 14:30前作出决定。"),
    State.AWAITING_SUPPLEMENT: (
        "applicant",
        "upload_papers supplement withdraw",
        "审核需要补正1项，请在2026年12月9日（含当日）前提交。",
    ),
    State.APPROVED: ("nobody", "choose_hospital", "认定通过，待遇自2026年11月24日起享受。"),
    State.REJECTED: ("nobody", "apply_again object", "认定未通过。"),
    State.LAPSED: ("nobody", "apply_again", "逾期未补正，申请已终止，可以重新申请。"),
    State.WITHDRAWN: ("nobody", "apply_again", "申请已撤回，可以重新申请。"),
    State.EXPIRED: ("nobody", "apply_again", "草稿已过期，可以重新申请。"),
    State.JOINED: ("nobody", "see_the_open_one", "该病种已有在办申请，本次申请已并入其中。"),
}


@pytest.mark.parametrize("state", list(State))
async def test_each_state_says_who_has_it_what_to_do_and_whom_to_call(world: World, state: State) -> None:
    one = Applying(world)
    await WAYS[state](one)
    shown = progress(world.packs, world.now_is(one.id))
    held_by, can_do, words = TABLE[state]
    assert shown.sentence is not None
    assert (shown.who_has_it, " ".join(shown.can_do), shown.sentence.zh) == (held_by, can_do, words)
    assert shown.sentence.en.isascii()
    assert shown.helpline == "12393"


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.JOINED)])
async def test_what_a_channel_is_told_is_what_it_would_be_shown(world: World, state: State) -> None:
    one = Applying(world)
    await WAYS[state](one)
    assert world.told(APP, ProgressChanged, one.id)[-1] == progress(world.packs, world.now_is(one.id))


async def in_nanchong(world: World) -> Applying:
    one = Applying(world, MINI, NANCHONG, disease="diabetes", papers=papers(*NANCHONG_PAPERS))
    await one.submit()
    expected = world.now + timedelta(days=28)
    opened = CaseOpened(step=ReviewStep.AGENCY_CHECK, institution=AGENCY, expected_by=expected)
    await one.hear(opened)
    return one


def last(world: World, channel: str, one: Applying) -> ProgressChanged:
    news: ProgressChanged = world.told(channel, ProgressChanged, one.id)[-1]
    return news


def words(news: ProgressChanged) -> str:
    assert news.sentence is not None
    return news.sentence.zh


async def test_the_agency_has_it_then_the_experts_and_nothing_is_due_only_expected(world: World) -> None:
    one = await in_nanchong(world)
    news = last(world, MINI, one)
    assert (news.who_has_it, words(news)) == (HeldBy.AGENCY, "经办机构正在审核，预计2026年12月22日前完成。")
    decided = ReviewDecided(
        step=ReviewStep.AGENCY_CHECK, round=1, verdict=Verdict.APPROVED, assessed_by=(), decided_at=world.now
    )
    await one.hear(decided)
    news = last(world, MINI, one)
    assert (news.who_has_it, words(news)) == (HeldBy.EXPERTS, "专家组正在审核，预计2026年12月22日前完成。")
    heard = len(world.told(MINI, ProgressChanged))
    await one.hear(decided.model_copy(update={"step": ReviewStep.EXPERT_PANEL}))  # the last: the end says the rest
    assert len(world.told(MINI, ProgressChanged)) == heard
    await one.hear(CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24"))
    assert last(world, MINI, one).can_do == ()  # no hospital to choose there


async def test_a_delay_and_a_provisional_term_are_said(world: World) -> None:
    one = Applying(world)
    await one.submit()
    due = world.now + timedelta(hours=4, minutes=30)
    opened = CaseOpened(
        step=ReviewStep.HOSPITAL_REVIEW, institution=HOSPITAL, decide_by=due, decide_by_is_provisional=True
    )
    await one.hear(opened)
    assert "可能调整" in words(last(world, APP, one))
    await one.hear(DeadlineMissed(institution=HOSPITAL, escalated_to=AGENCY, decide_by=due))
    assert words(last(world, APP, one)) == "医院正在审核，已超过办结时限（11月24日 14:30），经办机构正在督办。"


async def test_a_supplement_that_is_in_is_no_longer_the_persons_to_do(world: World) -> None:
    one = Applying(world)
    await awaiting_supplement(one)
    await one.ask(supplement(*papers("test_report")))
    news = last(world, APP, one)
    assert (news.who_has_it, [each.value for each in news.can_do]) == (HeldBy.PAPER_CHECK, ["withdraw"])
    assert words(news) == "补正材料已提交，正在检查。"


async def test_a_withdrawal_that_is_under_way_is_said_and_not_offered_again(world: World) -> None:
    one = Applying(world)
    await one.submit_and_review()
    await one.ask(WithdrawalLodged())
    shown = progress(world.packs, world.now_is(one.id))
    assert shown.can_do == ()
    assert words(shown).endswith("撤回请求正在办理。")


async def test_reasons_are_said_in_the_packs_words_without_a_disease(world: World) -> None:
    one = Applying(world)
    await one.submit_and_review()
    reasons = ("CRITERIA_NOT_MET", "EVIDENCE_INSUFFICIENT", "NOBODY_KNOWS")
    await one.hear(CaseClosed(outcome=Outcome.REJECTED, closed_at=world.now, reasons=reasons))
    assert words(last(world, APP, one)) == "认定未通过。未达到该病种的认定标准。现有材料不足以支持诊断。"


async def test_no_sentence_names_the_disease_or_an_institution(world: World) -> None:
    for state, way in WAYS.items():
        one = Applying(world)
        await way(one)
        shown = progress(world.packs, world.now_is(one.id)).sentence
        assert shown is not None
        for word in ("哮喘", "asthma", HOSPITAL):
            assert word not in shown.zh + shown.en, state
