"""No approval against the register of the insured; and none without it, before the clock comes near its end."""

from dataclasses import replace
from datetime import datetime

from chassis.decision import Cause, Decision, Refused
from contracts.events.intake import InsuranceChecked
from contracts.vocabulary import InsuranceResult
from policy.calendar import local

from review.domain.case import Case, Review
from review.domain.register import insurance_of


class InsuranceNotChecked(Refused):
    """The register hasn't answered: until `may_decide_at` (Asia/Shanghai) an approval waits for it."""

    detail = "参保信息尚未核对。请等待核对结果；{may_decide_at:%m月%d日 %H:%M}之后仍无结果的，可由审核人决定。"


class NotInsuredHere(Refused):
    """The register doesn't know the person as insured here in this scheme."""

    detail = "参保信息显示参保人未在本统筹地区参加该险种，不能通过；信息有误的，请参保人向经办机构核实后重新申请。"


class AlreadyEntitled(Refused):
    """The person has the benefit already."""

    detail = "参保人自{since}起已享受该病种待遇，不能重复认定。"


class ExcludedWith(Refused):
    """The person has a benefit that can't be had together with this one."""

    detail = "该病种与参保人自{since}起享受的另一病种待遇不能同时享受，不能通过。"


_AGAINST: dict[InsuranceResult, type[Refused]] = {
    InsuranceResult.NOT_INSURED_HERE: NotInsuredHere,
    InsuranceResult.ALREADY_ENTITLED: AlreadyEntitled,
    InsuranceResult.EXCLUDED_WITH: ExcludedWith,
}


def note_the_insurance(state: Case | None, body: InsuranceChecked, cause: Cause) -> Decision[Case]:
    """Show the reviewer what the register said late; what was decided by then stays decided."""
    del cause
    if state is None or state.review is None or state.review.outcome is not None:
        return Decision()
    told = replace(state.review, insurance=insurance_of(body.insurance))
    return Decision(state=replace(state, review=told))


def check_insurance(review: Review, now: datetime, *, ends: bool) -> None:
    """Raise what stands in the way of an approval; `ends`: it would end the case.

    Without an answer the last approval waits, at most to the last warning of the review time: then a person decides.
    """
    insurance = review.insurance
    if insurance is None:
        return
    if against := _AGAINST.get(insurance.result):
        raise against(since=insurance.since)
    if ends and (until := waits_for_the_register(review)) and now < until:
        raise InsuranceNotChecked(may_decide_at=local(until))


def waits_for_the_register(review: Review) -> datetime | None:
    """Return until when (UTC) an approval waits for the register's answer; None where it doesn't."""
    insurance = review.insurance
    unchecked = insurance is not None and insurance.result is InsuranceResult.NOT_CHECKED
    return review.term.unchecked_from if unchecked else None
