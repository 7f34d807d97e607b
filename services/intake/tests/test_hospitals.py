"""The hospital is benefits' to decide: the channel hears that it asked, and then how it was answered."""

import pytest
from contracts.events.benefits import EntitlementEnded, EntitlementRefused
from contracts.events.intake import HospitalChosen
from contracts.events.requests import HospitalChoiceLodged
from contracts.events.review import CaseClosed
from contracts.events.updates import ProgressChanged, RequestRefused
from contracts.vocabulary import Outcome, PersonAction

from .granting import FIRST, SECOND, granted, refused, theirs
from .states import closed
from .story import NANCHONG_PAPERS, Applying, papers
from .world import APP, MINI, NANCHONG, WECHAT, World


def choice(hospital: str = FIRST) -> HospitalChoiceLodged:
    return HospitalChoiceLodged(hospital=hospital)


async def approved(world: World) -> Applying:
    one = Applying(world)
    await closed(Outcome.APPROVED)(one)
    await one.hear(granted(one))
    return one


async def test_a_choice_waits_for_benefits_and_is_then_told_everywhere(world: World) -> None:
    one = await approved(world)
    before = len(world.told(APP, ProgressChanged))
    await world.answered(APP, choice(), one.id)
    (asked,) = world.said(HospitalChosen)
    assert (asked.person_ref, asked.hospital) == (one.person, FIRST)
    assert len(world.told(APP, ProgressChanged)) == before
    waiting = world.now_is(one.id).choosing
    assert waiting is not None
    assert asked.choice_id == waiting.request_id
    await one.hear(theirs(one, asked.choice_id))
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.hospital, news.hospital_from) == (FIRST, "2026-11-24")
    assert PersonAction.CHOOSE_HOSPITAL in news.can_do
    assert world.now_is(one.id).choosing is None


async def test_the_same_choice_twice_asks_once_and_another_waits_its_turn(world: World) -> None:
    one = await approved(world)
    for _ in range(2):
        await world.answered(APP, choice(), one.id)
    assert len(world.said(HospitalChosen)) == 1
    assert await world.refused(APP, choice(SECOND), one.id) == (409, "CHOICE_PENDING")
    await one.hear(theirs(one, world.said(HospitalChosen)[0].choice_id))
    await world.answered(APP, choice(SECOND), one.id)
    assert len(world.said(HospitalChosen)) == 2


@pytest.mark.parametrize(
    ("code", "following", "words"),
    [
        ("CHANGE_QUOTA_USED", "2027-01-01", "2027-01-01起可再次变更"),
        ("CHANGE_QUOTA_USED", None, "不能再变更"),
        ("HOSPITAL_NOT_DESIGNATED", None, "不是可选的定点医疗机构"),
        ("NOT_ENTITLED", None, "没有有效的"),
        ("NOT_OFFERED", None, "选择定点就诊医院"),
    ],
)
async def test_a_refusal_goes_to_the_channel_that_asked(
    world: World, code: str, following: str | None, words: str
) -> None:
    one = await approved(world)
    await world.ask_over_kafka(APP, choice(SECOND), one.id)
    request = world.said(HospitalChosen)[0].choice_id
    await one.hear(refused(one, request, code, following))
    (told,) = world.told(APP, RequestRefused)
    assert (told.request_id, told.request, told.code) == (request, HospitalChoiceLodged.type_name(), code)
    assert told.next_possible == following
    assert words in told.detail
    assert world.told(WECHAT, RequestRefused) == []
    await one.hear(refused(one, request, code))
    assert len(world.told(APP, RequestRefused)) == 1
    await world.answered(APP, choice(), one.id)


async def test_only_an_approval_lets_a_hospital_be_chosen_and_only_where_one_is(world: World) -> None:
    one = Applying(world)
    await one.submit_and_review()
    assert await world.refused(APP, choice(), one.id) == (409, "NOT_APPROVED")
    elsewhere = Applying(world, MINI, NANCHONG, papers=papers(*NANCHONG_PAPERS))
    await closed(Outcome.APPROVED)(elsewhere)
    assert await world.refused(MINI, choice(), elsewhere.id) == (422, "NOT_OFFERED")


async def test_a_grant_that_says_no_more_than_the_approval_is_no_news(world: World) -> None:
    one = Applying(world)
    await closed(Outcome.APPROVED)(one)
    before = len(world.told(APP, ProgressChanged))
    await one.hear(granted(one))
    assert len(world.told(APP, ProgressChanged)) == before
    await one.hear(EntitlementEnded(person_ref=one.person, reason="GIVEN_UP", ended_at=world.now))
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.benefit_over, news.can_do) == ("GIVEN_UP", ())
    assert news.sentence.zh == "待遇已终止。"
    assert await world.refused(APP, choice(), one.id) == (409, "NOT_ENTITLED")


async def test_a_grant_with_an_end_is_told_in_whatever_order_it_comes(world: World) -> None:
    first, second = Applying(world), Applying(world)
    await closed(Outcome.APPROVED)(first)
    await first.hear(granted(first, "2026-12-01", "2031-12-01"))
    await second.submit_and_review()
    await second.hear(granted(second, "2026-12-01", "2031-12-01"))
    await second.hear(CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24"))
    for one in (first, second):
        news = world.told(APP, ProgressChanged, one.id)[-1]
        assert (news.benefit_start, news.benefit_end) == ("2026-12-01", "2031-12-01")
        assert news.sentence.zh == "认定通过，待遇自2026年12月1日起享受，至2031年12月1日止。"


async def test_an_approval_that_grants_nothing_says_so(world: World) -> None:
    one = Applying(world)
    await closed(Outcome.APPROVED)(one)
    await one.hear(EntitlementRefused(person_ref=one.person, reason="ALREADY_ENTITLED", refused_at=world.now))
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.benefit_start, news.benefit_over) == (None, "ALREADY_ENTITLED")
    assert "未新增待遇" in news.sentence.zh
    assert await world.refused(APP, choice(), one.id) == (409, "NOT_ENTITLED")
