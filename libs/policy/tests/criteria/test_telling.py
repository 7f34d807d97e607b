"""Criteria as a clerk reads them, in both languages."""

from collections.abc import Callable

import pytest
from policy.criteria.criterion import Criterion, atoms_of
from policy.criteria.telling import in_words
from policy.text import Language

from .shapes import ALL

Read = Callable[[str], Criterion]

CHINESE = {
    "hypertension": [
        "以下各项均须具备：",
        "  二级及以上医疗机构：诊断证明书或出院小结",
        "  以下任一项：",
        "    门诊就诊3次及以上",
        "    住院1次及以上",
        "  近2年内：以下任一项：",
        "    心脏损害",
        "    脑血管损害",
        "    肾脏损害",
        "    眼底病变",
        "    外周动脉病变",
    ],
    "renal_failure": [
        "以下各项均须具备：",
        "  病程6个月及以上",
        "  以下任一项：",
        "    eGFR ≤ 15 mL/min/1.73m²",
        "    血肌酐 ≥ 707 µmol/L",
        "  2名副主任医师及以上签字：治疗方案",
    ],
    "gout": [
        "以下各项均须具备：",
        "  诊断证明书",
        "  以下任一项：",
        "    尿酸 > 416 µmol/L（男）",
        "    尿酸 > 357 µmol/L（女）",
        "  以下至少2项：",
        "    急性关节炎反复发作",
        "    痛风石",
        "    关节液尿酸盐结晶",
    ],
    "osteoporosis": ["以下各项均须具备：", "  年满50周岁", "  近1年内：骨密度T值 ≤ -2.5"],
    "tuberculosis": [
        "以下各项均须具备：",
        "  三级甲等医疗机构（感染科或结核科）：诊断证明书（不能以门诊病历代替）",
        "  化验报告（痰菌{+}）",
        "  排除：工伤",
        "  不与“耐多药肺结核”同时享受",
    ],
    "growth_hormone": ["年满3周岁、不超过14周岁"],
}

BY_SPECIALISTS = "by an institution of level III, grade A (infectious diseases or tuberculosis)"
ENGLISH = {
    "tuberculosis": [
        "all of these:",
        f"  diagnosis certificate (not outpatient record in its place), {BY_SPECIALISTS}",
        "  laboratory report (sputum {+})",
        "  ruled out: an injury at work",
        "  not together with multidrug-resistant tuberculosis",
    ],
    "osteoporosis": ["all of these:", "  aged 50 or older", "  T score ≤ -2.5, within the last 1 year(s)"],
    "gout": [
        "all of these:",
        "  diagnosis certificate",
        "  any one of these:",
        "    uric acid > 416 µmol/L (men)",
        "    uric acid > 357 µmol/L (women)",
        "  at least 2 of these:",
        "    repeated acute arthritis",
        "    tophi",
        "    urate crystals in the joint",
    ],
}


def told(asked: Criterion, language: Language) -> list[str]:
    return ["  " * line.depth + line.text for line in in_words(asked, language)]


@pytest.mark.parametrize("shape", CHINESE)
def test_every_shape_is_told_in_chinese(criterion: Read, shape: str) -> None:
    assert told(criterion(ALL[shape]), Language.ZH) == CHINESE[shape]


@pytest.mark.parametrize("shape", ENGLISH)
def test_a_shape_is_told_in_english(criterion: Read, shape: str) -> None:
    assert told(criterion(ALL[shape]), Language.EN) == ENGLISH[shape]


@pytest.mark.parametrize("shape", ALL)
@pytest.mark.parametrize("language", Language)
def test_every_tick_has_its_line(criterion: Read, shape: str, language: Language) -> None:
    asked = criterion(ALL[shape])
    assert [line.code for line in in_words(asked, language) if line.code] == [atom.code for atom in atoms_of(asked)]
