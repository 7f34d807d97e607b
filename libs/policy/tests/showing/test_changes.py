"""What changes from one pack to another, and whom it concerns."""

from collections.abc import Callable
from pathlib import Path

import pytest
from policy import registry
from policy.pack import Pack
from policy.registry import load_pack
from policy.showing.changes import ChangeKind, changes, heading
from policy.text import Language

LIUPANSHUI = (registry.BUILT_IN / "guizhou-liupanshui.yaml").read_text(encoding="utf-8")
NOTICE = """sources:
  notice-2027:
    title: {zh: 关于优化补正办理的通知, en: Notice on supplements}
    effective_from: 2027-01-01
"""
NEXT = {
    'version: "2026.1"\neffective_from: 2026-01-01': 'version: "2027.1"\neffective_from: 2027-01-01',
    "sources:\n": NOTICE,
}
Change = Callable[[dict[str, str]], Pack]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    def write_and_load(replaced: dict[str, str]) -> Pack:
        text = LIUPANSHUI
        for old, new in (NEXT | replaced).items():
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "next.yaml").write_text(text, encoding="utf-8")
        return load_pack(tmp_path / "next.yaml")

    return write_and_load


SUPPLEMENT = """  max_rounds: 2
  later_rounds: new_defects
  days: 15 # natural days
  remind_at: 0.5 # at half time
  source: default
"""


def test_a_further_round_of_supplements_is_told_with_whom_it_concerns(liupanshui: Pack, changed: Change) -> None:
    said = SUPPLEMENT.replace("rounds: 2", "rounds: 3").replace("default", "notice-2027")
    found = {
        change.path[1]: change
        for change in changes(liupanshui, changed({SUPPLEMENT: said}))
        if "supplement" in change.path
    }
    rounds = found["max_rounds"]
    assert (rounds.kind, rounds.before, rounds.after) == (ChangeKind.CHANGED, "2次", "3次")
    assert rounds.sentence == "补正 · 最多补正次数：由“2次”改为“3次”（涉及申请人、审核人员）"
    assert found["days"].kind is ChangeKind.CONFIRMED
    assert found["days"].sentence == "补正 · 补正期限（自然日）：“15天”不变，已确认（涉及申请人、审核人员）"


def test_a_new_version_says_from_when_it_holds_for_whom(liupanshui: Pack, changed: Change) -> None:
    expected = "六盘水市：2026.1 → 2027.1。2027年1月1日起提交的申请按新版本办理，此前提交的仍按原版本办理。"
    assert heading(liupanshui, changed({})) == expected
    assert [change.path for change in changes(liupanshui, changed({}))] == [("sources", "notice-2027")]


def the_first(old: Pack, new: Pack) -> tuple[ChangeKind, str]:
    found = [change for change in changes(old, new, Language.EN) if change.path[0] != "sources"]
    return found[0].kind, found[0].sentence


ELSEWHERE = "cross_region: {online: true, upload_by_level: 2, source: guide-2025}"
OUTCOMES = "outcomes: {answers: [approved, rejected, supplement], source: guide-2025"
EPILEPSY = "{code: M02500, name: 癫痫}]\n    provenance: guide"
CRITERIA = """
    criteria:
      provenance: guide
      must:
        all_of: [{atom: age, code: a, at_least: 3}, {atom: age, code: b, at_most: 90}]"""


def test_a_value_becomes_another(liupanshui: Pack, changed: Change) -> None:
    kind, sentence = the_first(liupanshui, changed({ELSEWHERE: ELSEWHERE.replace("2,", "3,")}))
    assert kind is ChangeKind.CHANGED
    assert sentence == (
        "Residents elsewhere · hospitals there upload, from level: “2” becomes “3” (concerns applicants)"
    )


def test_what_stays_may_get_another_source(liupanshui: Pack, changed: Change) -> None:
    kind, sentence = the_first(liupanshui, changed({ELSEWHERE: ELSEWHERE.replace("guide-2025", "notice-2027")}))
    assert kind is ChangeKind.SOURCED
    assert sentence == (
        "Residents elsewhere · online: “yes” stays; its source is now Notice on supplements (concerns applicants)"
    )


def test_what_was_settled_may_be_open_again(liupanshui: Pack, changed: Change) -> None:
    kind, sentence = the_first(liupanshui, changed({OUTCOMES: f"{OUTCOMES}, left_open: [answers]"}))
    assert kind is ChangeKind.REOPENED
    assert sentence.startswith(
        "Outcomes · possible outcomes: “approved, rejected, supplement” stays, and is to be conf"
    )


def test_something_may_go(liupanshui: Pack, changed: Change) -> None:
    entry = "    entry: {zh: 搜索“门诊慢特病病种待遇认定”, en: search for 门诊慢特病病种待遇认定}\n"
    kind, sentence = the_first(liupanshui, changed({entry: ""}))
    assert kind is ChangeKind.REMOVED
    assert sentence.endswith("entry: “search for 门诊慢特病病种待遇认定” is gone (concerns applicants, systems)")


def test_criteria_are_told_on_one_line(liupanshui: Pack, changed: Change) -> None:
    kind, sentence = the_first(liupanshui, changed({EPILEPSY: EPILEPSY + CRITERIA}))
    assert kind is ChangeKind.ADDED
    assert "Epilepsy · criteria: “all of these: aged 3 or older; aged 90 or younger” is new" in sentence


def test_a_pack_does_not_differ_from_itself(liupanshui: Pack, nanchong: Pack) -> None:
    for pack in (liupanshui, nanchong):
        assert changes(pack, pack) == ()


def test_two_cities_are_compared_by_what_holds_not_by_its_source(liupanshui: Pack, nanchong: Pack) -> None:
    found = changes(liupanshui, nanchong)
    assert heading(liupanshui, nanchong) == "六盘水市（2026.1）与南充市（2026.1）的规则对比"
    assert ChangeKind.SOURCED not in {change.kind for change in found}
    limit = "审核时限 · 审核时限：新增“未设时限”（涉及申请人、审核人员、经办机构）"
    assert limit in {change.sentence for change in found}


def test_changes_come_in_the_order_of_the_page(liupanshui: Pack, nanchong: Pack) -> None:
    sections = list(dict.fromkeys(change.path[0] for change in changes(liupanshui, nanchong)))
    assert sections[0] == "pooling_area"
    assert sections[-2:] == ["diseases", "sources"]
