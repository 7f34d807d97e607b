"""What people are told: short, typed, and never a disease."""

from datetime import UTC, date, datetime
from string import Formatter

import pytest
from contracts.vocabulary import Medium
from policy.discretion import disease_names
from policy.notices import NoticeStep
from policy.pack import Pack
from policy.registry import Packs
from policy.text import Language, Text
from policy.wording import MissingValue, Values, Wording, _wordings, needs, render
from pydantic import ValidationError

NUMBER = "LP20261124123456788"
LONGEST = Values(
    number=NUMBER,
    day=date(2026, 12, 31),
    at=datetime(2026, 12, 31, 9, 0, tzinfo=UTC),
    until=datetime(2026, 12, 31, 16, 0, tzinfo=UTC),
    count=20,
    percent=75,
)
ONE_SMS, TWO_SMS = 70, 2 * 67
WORDED = [(step, medium) for step, media in _wordings().items() for medium in media]


def test_an_approval_names_number_and_first_day(liupanshui: Pack) -> None:
    values = Values(number=NUMBER, day=date(2026, 11, 24))
    sms = render(liupanshui, NoticeStep.APPROVED, Medium.SMS, values)
    assert sms.text == f"【六盘水医保】申请{NUMBER}已通过，待遇自2026年11月24日起享受，详情见贵州医保APP。"
    assert sms.title == ""


def test_an_app_message_ends_with_the_citys_own_words(liupanshui: Pack, nanchong: Pack) -> None:
    values = Values(number=NUMBER, day=date(2026, 11, 24))
    assert "选择一家定点医疗机构" in render(liupanshui, NoticeStep.APPROVED, Medium.APP, values).text
    assert "选择" not in render(nanchong, NoticeStep.APPROVED, Medium.APP, values).text


def test_the_due_time_is_told_where_there_is_one(liupanshui: Pack) -> None:
    due = Values(number=NUMBER, at=datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
    told = render(liupanshui, NoticeStep.SUBMITTED, Medium.APP, due)
    assert (told.title, told.text[-17:]) == ("申请已提交", "预计11月24日14:30前办结。")
    assert "预计" not in render(liupanshui, NoticeStep.SUBMITTED, Medium.APP, Values(number=NUMBER)).text


def test_a_term_that_ends_at_midnight_is_told_by_its_last_day(liupanshui: Pack) -> None:
    values = Values(number=NUMBER, count=2, until=datetime(2026, 12, 16, 16, 0, tzinfo=UTC))
    assert "最迟于12月16日" in render(liupanshui, NoticeStep.SUPPLEMENT_REQUESTED, Medium.SMS, values).text


def test_a_notice_speaks_english_too(nanchong: Pack) -> None:
    values = Values(number=NUMBER, at=datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
    told = render(nanchong, NoticeStep.SUBMITTED, Medium.APP, values, Language.EN)
    expected = f"We have received your application {NUMBER}. A decision is expected by 2026-11-24 14:30."
    assert (told.title, told.text) == ("Application received", expected)


def test_a_notice_lacking_a_value_is_not_sent_half(liupanshui: Pack) -> None:
    with pytest.raises(MissingValue, match="day"):
        render(liupanshui, NoticeStep.APPROVED, Medium.SMS, Values(number=NUMBER))


def test_a_step_without_words_for_a_medium_is_an_error(liupanshui: Pack) -> None:
    with pytest.raises(KeyError):
        render(liupanshui, NoticeStep.SUPPLEMENT_RECEIVED, Medium.SMS, LONGEST)


def test_what_a_notice_needs_is_known_beforehand() -> None:
    assert needs(NoticeStep.SUPPLEMENT_REQUESTED, Medium.SMS) == {"number", "count", "until"}
    assert needs(NoticeStep.SUBMITTED, Medium.SMS) == {"number"}


@pytest.mark.parametrize("number", ["支气管哮喘", "LP1", "张三"])
def test_no_free_text_fits_into_a_value(number: str) -> None:
    with pytest.raises(ValidationError):
        Values(number=number)


def test_a_template_takes_typed_values_only() -> None:
    with pytest.raises(ValidationError, match="no value is called disease"):
        Wording(text=Text(zh="您的{disease}已通过", en="approved"))
    with pytest.raises(ValidationError, match="no value is called"):
        Wording(text=Text(zh="{number.__class__}", en="{number}"))


@pytest.mark.parametrize(("step", "medium"), WORDED)
@pytest.mark.parametrize("language", Language)
def test_no_notice_names_a_disease(packs: Packs, step: NoticeStep, medium: Medium, language: Language) -> None:
    names = set().union(*(disease_names(pack) for pack in packs))
    for pack in packs:
        told = render(pack, step, medium, LONGEST, language)
        said = f"{told.title} {told.text}".lower()
        assert [name for name in names if name in said] == []


@pytest.mark.parametrize("step", [step for step, medium in WORDED if medium is Medium.SMS])
def test_a_chinese_sms_is_one_message_and_an_english_one_at_most_two(packs: Packs, step: NoticeStep) -> None:
    for pack in packs:
        assert len(render(pack, step, Medium.SMS, LONGEST).text) <= ONE_SMS
        assert len(render(pack, step, Medium.SMS, LONGEST, Language.EN).text) <= TWO_SMS


def test_every_notice_that_a_city_plans_has_its_words(packs: Packs) -> None:
    for pack in packs:
        for step, told in pack.notices.steps.items():
            for medium in (medium for each in told for medium in each.by):
                assert render(pack, step, medium, LONGEST).text


def test_both_languages_use_the_same_values() -> None:
    for step, medium in WORDED:
        text = _wordings()[step][medium].text
        chinese, english = (
            {name for _, name, _, _ in Formatter().parse(words) if name} for words in (text.zh, text.en)
        )
        assert chinese - {"where", "helpline"} == english - {"where", "helpline"}


def test_words_leave_no_brace_and_no_bracket_behind(packs: Packs) -> None:
    for pack in packs:
        for step, medium in WORDED:
            text = render(pack, step, medium, LONGEST).text.removeprefix(f"【{pack.notices.signature}】")
            assert not set(text) & set("{}【】")
