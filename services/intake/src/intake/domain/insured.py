"""What the register's answer means for an application: insured here, entitled already, excluded, or in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from contracts.events.intake import InsuranceCheck
from contracts.events.requests import DraftOpened
from contracts.events.updates import Item
from contracts.vocabulary import InsuranceResult
from policy.calendar import SHANGHAI
from policy.pack import Pack

from intake.domain.register import Entitled, InsuranceAnswered

MATERIAL = "insurance"
"""Stands for the register's objection in a list of things to put right, among the papers."""

_COUNTIES = 4
"""A pooling area's counties share its first four digits (GB/T 2260, 医保区划): 520281 lies in 520200."""

_TEXTS = {
    InsuranceResult.NOT_INSURED_HERE: "参保信息：没有查到参保人在本统筹地区参加所选险种的有效参保记录。"
    "请向参保地申请；信息有误的，请联系医保经办机构核实。",
    InsuranceResult.ALREADY_ENTITLED: "待遇信息：参保人自{day}起已享受该病种待遇，无需重复申请。",
    InsuranceResult.EXCLUDED_WITH: "待遇信息：该病种与参保人自{day}起享受的另一病种待遇不能同时享受。"
    "如需改为该病种，请先向医保经办机构申请放弃原待遇。",
}


@dataclass(frozen=True, slots=True)
class Insurance:
    """What is known of it. Without a `check` the register hasn't answered; at `wait_until` (UTC) it goes on so."""

    wait_until: datetime
    check: InsuranceCheck | None = None


def judged(pack: Pack, asked: DraftOpened, answer: InsuranceAnswered) -> InsuranceCheck:
    """Return what the answer means for this application, on the day (Asia/Shanghai) of the answer."""
    result, held = _result(pack, asked, answer)
    return InsuranceCheck(result=result, checked_at=answer.checked_at, since=held.start if held else None)


def _result(pack: Pack, asked: DraftOpened, answer: InsuranceAnswered) -> tuple[InsuranceResult, Entitled | None]:
    if not any(_covers(each.area, asked.pooling_area) and each.scheme is asked.scheme for each in answer.insured):
        return InsuranceResult.NOT_INSURED_HERE, None
    holding = list(_in_force(answer))
    for held in holding:
        if asked.disease_code in _diseases(pack, held):
            return InsuranceResult.ALREADY_ENTITLED, held
    for held in holding:
        # The register doesn't say under which scheme: the person's own, as a person has one at a time.
        others = [(disease, asked.scheme) for disease in _diseases(pack, held)]
        if pack.benefit.excluded_with((asked.disease_code, asked.scheme), others):
            return InsuranceResult.EXCLUDED_WITH, held
    return InsuranceResult.INSURED, None


def _covers(insured_in: str, pooling_area: str) -> bool:
    return insured_in == pooling_area or (
        pooling_area.endswith("00") and insured_in[:_COUNTIES] == pooling_area[:_COUNTIES]
    )


def _in_force(answer: InsuranceAnswered) -> Iterator[Entitled]:
    today = answer.checked_at.astimezone(SHANGHAI).date()
    for held in answer.entitlements:
        if held.end is None or date.fromisoformat(held.end) >= today:
            yield held


def _diseases(pack: Pack, held: Entitled) -> set[str]:
    """Return the city's diseases that an entitlement is for."""
    by_national = {
        disease.code
        for disease in pack.diseases
        if held.national_code in {each.code for each in disease.national_codes}
    }
    return by_national | ({held.disease_code} if held.disease_code else set())


def objection(check: InsuranceCheck | None) -> Item | None:
    """Return what stands in the way of the application, as an item to put right; None where nothing does."""
    if check is None or check.result not in _TEXTS:
        return None
    day = _in_words(date.fromisoformat(check.since)) if check.since else ""
    text = _TEXTS[check.result].format(day=day)
    return Item(material=MATERIAL, code=check.result.value.upper(), text=text, since=check.since)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
