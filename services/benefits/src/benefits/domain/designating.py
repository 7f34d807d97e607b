"""Which hospital is a person's (就诊医院): the choice is the person's, whatever application it is made through."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from chassis.decision import Answer, Cause, Decision
from contracts.event import Part
from contracts.vocabulary import AreaCode, Code, Count, Day, InstitutionCode, Moment
from policy.benefit import DesignatedHospital
from policy.calendar import local

from benefits.domain.beneficiary import Beneficiary, Designation
from benefits.domain.rules import Rules


class HospitalAsked(Part):
    """A request of an entitlement to the beneficiary: this hospital, asked for then, not before the benefit starts."""

    beneficiary: UUID
    area: AreaCode
    hospital: InstitutionCode
    chosen_at: Moment
    not_before: Day | None = None


class HospitalAnswer(Part):
    """The answer: from when it is the person's; or the reason why not, and when it may be asked for again."""

    effective_from: Day | None = None
    change_of_year: Count | None = None
    changes_left: Count | None = None
    instead_of: InstitutionCode | None = None
    refused: Code | None = None
    next_possible: Day | None = None


def designate_the_hospital(
    rules: Rules, state: Beneficiary | None, asked: HospitalAsked, cause: Cause
) -> Decision[Beneficiary]:
    """Make a hospital the person's: the first at once, another by the city's rule and as often a year as it allows.

    The year is the calendar year of the request (Asia/Shanghai). A change away from a hospital that has left the scheme
    is free where the city says so. The hospital that is theirs already stays so and costs nothing.
    """
    del cause
    beneficiary, day = state or Beneficiary(), local(asked.chosen_at).date()
    rule = rules.hospital_rule(asked.area, day)
    if rule is None:
        return _refused("NOT_OFFERED")
    current = beneficiary.hospitals[-rule.choose :]
    if (same := next((one for one in current if one.hospital == asked.hospital), None)) is not None:
        return Decision(answer=Answer(_answer(rule, beneficiary, same)))
    if not rules.is_designated(asked.hospital):
        return _refused("HOSPITAL_NOT_DESIGNATED")
    if len(current) < rule.choose:
        begins = max(day, date.fromisoformat(asked.not_before)) if asked.not_before else day
        return _designated(rule, beneficiary, Designation(asked.hospital, day, begins, is_change=False))
    is_free = rule.free_change_when_hospital_leaves and not rules.is_designated(current[0].hospital)
    if not is_free and _left(rule, beneficiary, day.year) == 0:
        return _refused("CHANGE_QUOTA_USED", _next_year(day) if rule.changes_per_year else None)
    changed = Designation(asked.hospital, day, rule.effective_from(day), is_change=not is_free)
    return _designated(rule, beneficiary, changed)


def _designated(rule: DesignatedHospital, beneficiary: Beneficiary, new: Designation) -> Decision[Beneficiary]:
    designated = replace(beneficiary, hospitals=(*beneficiary.hospitals, new))
    return Decision(designated, answer=Answer(_answer(rule, designated, new)))


def _answer(rule: DesignatedHospital, beneficiary: Beneficiary, which: Designation) -> HospitalAnswer:
    place = beneficiary.hospitals.index(which) + 1
    earlier = beneficiary.hospitals[:place]
    return HospitalAnswer(
        effective_from=which.effective_from.isoformat(),
        change_of_year=sum(one.chosen_on.year == which.chosen_on.year for one in earlier),
        changes_left=_left(rule, beneficiary, which.chosen_on.year),
        instead_of=earlier[-rule.choose - 1].hospital if len(earlier) > rule.choose else None,
    )


def _left(rule: DesignatedHospital, beneficiary: Beneficiary, year: int) -> int:
    used = sum(one.is_change and one.chosen_on.year == year for one in beneficiary.hospitals)
    return max(rule.changes_per_year - used, 0)


def _next_year(day: date) -> str:
    return date(day.year + 1, 1, 1).isoformat()


def _refused(code: str, next_possible: str | None = None) -> Decision[Beneficiary]:
    return Decision(answer=Answer(HospitalAnswer(refused=code, next_possible=next_possible)))
