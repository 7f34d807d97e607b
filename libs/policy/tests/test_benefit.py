"""From when a benefit holds and for how long, what excludes it, and when another hospital is the person's."""

from datetime import date

import pytest
from contracts.vocabulary import Scheme
from policy.benefit import BenefitRule, BenefitStart, DesignatedHospital, TakesEffect
from policy.exclusions import Exclusion, Holding
from policy.pack import Pack
from policy.validity import Validity, ValidityRule, YearsCount
from pydantic import ValidationError

LONG_TERM = ValidityRule(otherwise=Validity(source="default"))
EMPLOYEE, RESIDENT = Scheme.EMPLOYEE, Scheme.RESIDENT


@pytest.mark.parametrize(("approved", "start"), [("2026-01-31", "2026-02-01"), ("2026-12-01", "2027-01-01")])
def test_a_city_may_start_benefits_on_the_first_of_the_next_month(approved: str, start: str) -> None:
    rule = BenefitRule(start=BenefitStart.FIRST_OF_NEXT_MONTH, validity=LONG_TERM, source="default")
    assert rule.begins(date.fromisoformat(approved)) == date.fromisoformat(start)


def test_most_benefits_have_no_end(liupanshui: Pack, nanchong: Pack) -> None:
    for pack, disease in ((liupanshui, "epilepsy"), (nanchong, "malignant_tumour")):
        validity = pack.benefit.validity_of(disease)
        assert validity.is_long_term
        assert validity.ends(date(2026, 11, 24)) is None


def test_cancer_is_recertified_in_liupanshui(liupanshui: Pack) -> None:
    validity = liupanshui.benefit.validity_of("malignant_tumour")
    assert validity.recertification_notice_days == (60, 30, 7)
    assert validity.ends(date(2026, 11, 24)) == date(2031, 11, 24)
    assert "years" in validity.left_open


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [("2026-11-24", 1, "2027-11-24"), ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29")],
)
def test_years_end_on_the_corresponding_day(start: str, years: int, end: str) -> None:
    assert Validity(years=years, source="law").ends(date.fromisoformat(start)) == date.fromisoformat(end)


def test_years_may_end_with_the_calendar_year() -> None:
    validity = Validity(years=2, counted=YearsCount.CALENDAR_YEARS, source="guide")
    assert validity.ends(date(2026, 11, 24)) == date(2027, 12, 31)


def test_a_benefit_may_hold_until_a_day() -> None:
    validity = Validity(until=date(2027, 6, 30), source="guide")
    assert not validity.is_long_term
    assert validity.ends(date(2026, 11, 24)) == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"years": 2, "until": date(2027, 6, 30)}, "not both"),
        ({"recertification_notice_days": (60,)}, "never recertified"),
        ({"years": 2, "recertification_notice_days": (30, 60)}, "longest to the shortest"),
    ],
)
def test_a_validity_says_one_thing(said: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Validity.model_validate({**said, "source": "guide"})


def table(one: Scheme | None, other: Scheme | None) -> BenefitRule:
    row = Exclusion(
        one=Holding(disease="hypertension", scheme=one), other=Holding(disease="stroke", scheme=other), source="guide"
    )
    return BenefitRule(start=BenefitStart.DAY_OF_APPROVAL, validity=LONG_TERM, exclusions=(row,), source="guide")


def test_two_diseases_may_exclude_each_other_either_way_round() -> None:
    rule = table(None, None)
    held = [("epilepsy", RESIDENT), ("stroke", RESIDENT)]
    assert rule.excluded_with(("hypertension", RESIDENT), held) == ("stroke", RESIDENT)
    assert rule.excluded_with(("stroke", EMPLOYEE), [("hypertension", RESIDENT)]) == ("hypertension", RESIDENT)
    assert rule.excluded_with(("epilepsy", RESIDENT), held) is None


def test_an_exclusion_may_hold_under_one_scheme_only() -> None:
    rule = table(EMPLOYEE, EMPLOYEE)
    assert rule.excluded_with(("hypertension", EMPLOYEE), [("stroke", EMPLOYEE)]) == ("stroke", EMPLOYEE)
    assert rule.excluded_with(("hypertension", EMPLOYEE), [("stroke", RESIDENT)]) is None
    assert rule.excluded_with(("hypertension", RESIDENT), [("stroke", EMPLOYEE)]) is None


def test_neither_city_excludes_or_limits_anything_yet(liupanshui: Pack, nanchong: Pack) -> None:
    for pack in (liupanshui, nanchong):
        assert pack.benefit.max_diseases_per_person is None
        assert pack.benefit.exclusions == ()
        assert {"max_diseases_per_person", "exclusions"} <= set(pack.benefit.left_open)


def test_a_hospital_is_changed_once_a_year_from_the_next_day(liupanshui: Pack) -> None:
    rule = liupanshui.designated_hospital
    assert rule is not None
    assert (rule.choose, rule.changes_per_year, rule.free_change_when_hospital_leaves) == (1, 1, True)
    assert rule.effective_from(date(2026, 12, 31)) == date(2027, 1, 1)


def test_a_change_may_hold_at_once() -> None:
    rule = DesignatedHospital(
        choose=1,
        changes_per_year=0,
        takes_effect=TakesEffect.SAME_DAY,
        free_change_when_hospital_leaves=False,
        source="guide",
    )
    assert rule.effective_from(date(2026, 12, 31)) == date(2026, 12, 31)
