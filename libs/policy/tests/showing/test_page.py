"""A pack as a bureau reads it."""

import json
from datetime import date
from pathlib import Path

import pytest
from policy import registry
from policy.pack import Pack
from policy.registry import Packs, load_pack
from policy.showing.facts import Fact, facts_of
from policy.showing.page import page
from policy.showing.tongue import Tongue
from policy.showing.values import said
from policy.text import Language

TO_BE_CONFIRMED, SAMPLE = "（待确认）", "（示例）"


def lines(pack: Pack, language: Language = Language.ZH) -> list[str]:
    return [line.strip() for line in page(pack, language)]


def fact(pack: Pack, *path: str) -> Fact:
    (found,) = (each for each in facts_of(pack) if each.path == path)
    return found


def test_a_page_begins_with_city_version_and_day(liupanshui: Pack) -> None:
    assert lines(liupanshui)[:2] == [
        "六盘水市门诊慢特病待遇认定规则",
        "规则包 guizhou-liupanshui，版本 2026.1，自2026年1月1日起施行",
    ]


def test_chapters_are_numbered_in_both_languages(nanchong: Pack) -> None:
    chinese = [line for line in page(nanchong) if line[:2].strip("一二三四五六七八九十") in ("、", "") and line]
    assert [line.partition("、")[0] for line in chinese if "、" in line[:3]] == [
        *"一二三四五六七八九",
        "十",
        "十一",
        "十二",
    ]
    assert "12. Sources" in lines(nanchong, Language.EN)


@pytest.mark.parametrize(
    "line",
    [
        "审核时限 · 工作日：0.5个",
        "补正后：重新计算时限",
        f"审核时限 · 计算方法：按工作分钟累计{TO_BE_CONFIRMED}",
        f"时限过去多少时提醒审核人员：50%、75%{TO_BE_CONFIRMED}",
        "可选：1家",
        f"变更生效：次日{TO_BE_CONFIRMED}",
        f"有效期 · 另有规定的病种 · 恶性肿瘤：5年；到期前60、30、7天提醒复审{TO_BE_CONFIRMED}",
        f"单个文件大小上限：20 MB{TO_BE_CONFIRMED}",
        f"MISSING：缺少这份材料。请补充上传。{TO_BE_CONFIRMED}",
        "出院小结或门诊病历 · 时间要求 · 一般：1年",
        "线上 · 关系证明：仅代办时",
        "支气管哮喘：本地扩展病种；M05400 支气管哮喘",
        f"支气管哮喘 · 认定标准：以下各项均须具备：{SAMPLE}",
        "风湿性心脏病：门诊慢性病；暂无国家编码",
        "门诊慢性病：19种",
        "网上办理页面 · 途径：线上（待确认）",
    ],
)
def test_liupanshuis_rules_stand_on_its_page(liupanshui: Pack, line: str) -> None:
    assert line in lines(liupanshui)


@pytest.mark.parametrize(
    "line",
    [
        f"审核时限：未设时限{TO_BE_CONFIRMED}",
        f"高血压：门诊慢性病；M03900 高血压{SAMPLE}",
        f"近期病历资料 · 时间要求 · 超出的材料：可以采用，向审核人员提示{TO_BE_CONFIRMED}",
        f"居住地医院上传，等级不低于：不受理{TO_BE_CONFIRMED}",
        "使用地点：任一定点医药机构（含药店）",
        f"通过：申请人（渠道内消息、短信）、代办人（短信）{TO_BE_CONFIRMED}",
    ],
)
def test_nanchongs_rules_stand_on_its_page(nanchong: Pack, line: str) -> None:
    assert line in lines(nanchong)


def test_where_no_hospital_is_chosen_the_page_says_so(nanchong: Pack) -> None:
    told = lines(nanchong)
    assert told[told.index("【选定的就诊医院】") + 1] == "无"


def test_every_section_names_its_sources(liupanshui: Pack) -> None:
    told = lines(liupanshui, Language.EN)
    at = told.index("[Residents elsewhere]")
    assert told[at + 1 : at + 4] == [
        "online: yes",
        "hospitals there upload, from level: 2",
        "source: Liupanshui guide to applying online for special outpatient diseases (2025)",
    ]


def test_no_two_facts_have_one_path(packs: Packs) -> None:
    for pack in packs:
        paths = [each.path for each in facts_of(pack)]
        assert len(set(paths)) == len(paths)


def test_both_languages_tell_the_same_facts(packs: Packs) -> None:
    for pack in packs:
        chinese, english = ([each.path for each in facts_of(pack, language)] for language in Language)
        assert chinese == english


def test_what_is_left_open_and_what_rests_on_a_default_is_to_be_confirmed(liupanshui: Pack) -> None:
    assert not fact(liupanshui, "designated_hospital", "choose").unconfirmed
    assert fact(liupanshui, "designated_hospital", "takes_effect").unconfirmed
    assert fact(liupanshui, "supplement", "max_rounds").unconfirmed
    assert fact(liupanshui, "clock", "review_limit", "reading").unconfirmed
    assert not fact(liupanshui, "clock", "review_limit", "working_days").unconfirmed
    assert fact(liupanshui, "sources", "default").unconfirmed
    assert not fact(liupanshui, "sources", "guide-2025").unconfirmed


RARE = {
    'sessions:\n    - {opens: "09:00", closes: "12:00"}': (
        "local_days: [{name: 火把节, first: 2026-08-06, last: 2026-08-07}]\n"
        '  short_days: [{day: 2026-12-31, name: 岁末, sessions: [{opens: "09:00", closes: "12:00"}]}]\n'
        '  sessions:\n    - {opens: "09:00", closes: "12:00"}'
    ),
    "exclusions: []": (
        "exclusions:\n    - one: {disease: epilepsy, scheme: resident}\n      other: {disease: severe_psychosis}\n"
        "      source: default"
    ),
    "years: 5\n": "years: 5\n        counted: calendar_years\n",
    "otherwise: {source: guide-2025}": "otherwise: {until: 2027-06-30, source: guide-2025}",
    "confirmed: false": "confirmed: false\n    url: https://example.org/",
}


@pytest.mark.parametrize(
    "line",
    [
        "本地假日：火把节 2026年8月6日至2026年8月7日（待确认）",
        "特殊工作时间：岁末 2026年12月31日 09:00–12:00（待确认）",
        "互斥病种：癫痫（城乡居民）与重性精神病（精神分裂症、双相情感障碍等）不能同时享受（待确认）",
        "有效期 · 另有规定的病种 · 恶性肿瘤：5个自然年（含当年）；到期前60、30、7天提醒复审（待确认）",
        "有效期 · 一般：至2027年6月30日",
    ],
)
def test_what_few_cities_have_can_be_told(tmp_path: Path, line: str) -> None:
    text = (registry.BUILT_IN / "guizhou-liupanshui.yaml").read_text(encoding="utf-8")
    for old, new in RARE.items():
        assert old in text
        text = text.replace(old, new, 1)
    file = tmp_path / "rare.yaml"
    file.write_text(text, encoding="utf-8")
    assert line in lines(load_pack(file))


def test_a_day_is_said_as_people_write_it(liupanshui: Pack) -> None:
    day = date(2026, 11, 24)
    assert said(day, Tongue.of_pack(liupanshui, Language.ZH)) == "2026年11月24日"
    assert said(day, Tongue.of_pack(liupanshui, Language.EN)) == "2026-11-24"


def test_facts_are_plain_data(liupanshui: Pack) -> None:
    assert json.dumps([each.value for each in facts_of(liupanshui)])
