"""What the two cities ask for, and how their packs are found."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from contracts.vocabulary import ApplicantKind, Medium, ReviewStep, Route, Scheme
from policy import registry
from policy.age_of_papers import Beyond, MaxAge, PaperAge
from policy.applicants import IdentityWay, Relation
from policy.diseases import Provenance
from policy.finding import InvalidFile
from policy.notices import NoticeStep, Recipient
from policy.pack import Pack
from policy.period import Period
from policy.references import rules_in
from policy.registration import Assessor
from policy.registry import Packs, UnknownPack, load_packs
from policy.review import ExpertPanel, HospitalReview, OnSupplement
from policy.working_time import Reading, ReviewLimit

NATIONAL_PSYCHOSES = {"M02101", "M02102", "M02103", "M02104", "M02105", "M02106"}


def codes(pack: Pack, kind: ApplicantKind, route: Route) -> list[str]:
    return [material.code for material in pack.materials_for(kind, route)]


def test_liupanshui_asks_a_person_for_four_papers(liupanshui: Pack) -> None:
    expected = ["identity_card", "diagnosis_certificate", "clinical_record", "test_report"]
    assert codes(liupanshui, ApplicantKind.SELF, Route.ONLINE) == expected


def test_liupanshui_asks_an_agent_for_two_more(liupanshui: Pack) -> None:
    asked = codes(liupanshui, ApplicantKind.AGENT, Route.ONLINE)
    assert asked[4:] == ["agent_identity_card", "relation_proof"]


def test_the_counter_asks_for_the_form_on_paper(liupanshui: Pack) -> None:
    assert codes(liupanshui, ApplicantKind.SELF, Route.COUNTER)[0] == "application_form"


def test_nanchong_wants_its_form_and_nothing_of_an_agent(nanchong: Pack) -> None:
    expected = ["application_form", "diagnosis_certificate", "clinical_record", "test_report"]
    assert codes(nanchong, ApplicantKind.SELF, Route.ONLINE) == expected
    assert codes(nanchong, ApplicantKind.AGENT, Route.ONLINE) == expected


def test_nanchong_takes_no_papers_from_a_remote_hospital(liupanshui: Pack, nanchong: Pack) -> None:
    assert liupanshui.offers(Route.REMOTE_HOSPITAL)
    assert not nanchong.offers(Route.REMOTE_HOSPITAL)
    assert nanchong.materials_for(ApplicantKind.SELF, Route.REMOTE_HOSPITAL) == ()


def test_one_hospital_decides_in_liupanshui(liupanshui: Pack) -> None:
    (step,) = liupanshui.review_steps
    assert isinstance(step, HospitalReview)
    assert step.min_level == 2


def test_the_agency_and_then_a_panel_of_three_decide_in_nanchong(nanchong: Pack) -> None:
    check, panel = nanchong.review_steps
    assert check.step is ReviewStep.AGENCY_CHECK
    assert isinstance(panel, ExpertPanel)
    assert (panel.seats, panel.majority) == (3, 2)


def test_liupanshui_has_half_a_working_day_that_a_supplement_restarts(liupanshui: Pack) -> None:
    clock = liupanshui.clock
    assert clock.review_limit == ReviewLimit(working_days=0.5, reading=Reading.MINUTES)
    assert (clock.on_supplement, clock.warn_at) == (OnSupplement.RESTART, (0.5, 0.75))


def test_nanchong_has_an_estimate_and_no_limit(nanchong: Pack) -> None:
    assert nanchong.clock.review_limit is None
    assert nanchong.clock.expected_review == ReviewLimit(working_days=20)


def test_both_cities_insure_residents_and_employees(packs: Packs) -> None:
    for pack in packs:
        assert set(pack.eligibility.schemes) == set(Scheme)


def test_a_hospital_is_chosen_in_liupanshui_alone(liupanshui: Pack, nanchong: Pack) -> None:
    assert liupanshui.designated_hospital is not None
    assert nanchong.designated_hospital is None


def test_the_benefit_starts_on_the_day_of_approval_in_shanghai(liupanshui: Pack) -> None:
    assert liupanshui.benefit_start(datetime(2026, 11, 24, 16, 30, tzinfo=UTC)) == date(2026, 11, 25)


def test_one_disease_may_have_several_national_codes(liupanshui: Pack) -> None:
    psychosis = liupanshui.disease("severe_psychosis")
    assert psychosis is not None
    assert {national.code for national in psychosis.national_codes} == NATIONAL_PSYCHOSES


def test_liupanshui_lists_the_eleven_diseases_that_its_guide_names(liupanshui: Pack) -> None:
    assert len(liupanshui.diseases) == 11
    assert {disease.provenance for disease in liupanshui.diseases} == {Provenance.GUIDE}


def test_nanchongs_diseases_are_marked_as_samples(nanchong: Pack) -> None:
    assert {disease.provenance for disease in nanchong.diseases} == {Provenance.SAMPLE}


def test_what_a_pack_does_not_know_is_none(liupanshui: Pack) -> None:
    assert liupanshui.disease("plague") is None
    assert liupanshui.material("tax_return") is None
    assert liupanshui.channel("sc-app") is None
    assert liupanshui.rejection_reason("BECAUSE") is None


def test_what_a_pack_lists_is_found_by_its_code(liupanshui: Pack) -> None:
    for listed, find in (
        (liupanshui.channels, liupanshui.channel),
        (liupanshui.materials, liupanshui.material),
        (liupanshui.rejection_reasons, liupanshui.rejection_reason),
    ):
        assert [find(thing.code) for thing in listed] == list(listed)


def test_applicant_and_agent_are_told_of_the_result(liupanshui: Pack) -> None:
    told = {each.to: each.by for each in liupanshui.told(NoticeStep.APPROVED)}
    assert told == {Recipient.APPLICANT: (Medium.APP, Medium.SMS), Recipient.AGENT: (Medium.SMS,)}


def test_nobody_is_told_of_a_deadline_where_there_is_none(nanchong: Pack) -> None:
    assert nanchong.told(NoticeStep.OVERDUE) == ()


def test_every_area_has_a_pack_in_force(packs: Packs) -> None:
    assert packs.areas == ("511300", "520200")
    assert packs.in_force("520200", date(2026, 11, 24)).id == "guizhou-liupanshui"


@pytest.mark.parametrize(("area", "day"), [("520300", date(2026, 11, 24)), ("520200", date(2025, 12, 31))])
def test_no_pack_is_made_up(packs: Packs, area: str, day: date) -> None:
    with pytest.raises(UnknownPack):
        packs.in_force(area, day)


def test_an_unknown_version_is_not_replaced_by_another(packs: Packs) -> None:
    with pytest.raises(UnknownPack):
        packs.pinned("guizhou-liupanshui", "2199.1")


def later(folder: Path, version: str, effective_from: str) -> None:
    text = (registry.BUILT_IN / "guizhou-liupanshui.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "2026.1"', f'version: "{version}"')
    text = text.replace("effective_from: 2026-01-01\n\n", f"effective_from: {effective_from}\n\n", 1)
    (folder / f"{version}.yaml").write_text(text, encoding="utf-8")


def test_a_new_version_takes_over_on_its_day_and_the_old_one_stays(tmp_path: Path) -> None:
    later(tmp_path, "2199.9", "2199-12-01")
    later(tmp_path, "2199.10", "2199-12-01")
    packs = load_packs(tmp_path)
    assert packs.in_force("520200", date(2199, 11, 30)).version != "2199.10"
    assert packs.in_force("520200", date(2199, 12, 1)).version == "2199.10"
    assert packs.pinned("guizhou-liupanshui", "2026.1").version == "2026.1"


def test_a_version_cannot_be_claimed_twice(tmp_path: Path) -> None:
    later(tmp_path, "2026.1", "2026-12-01")
    with pytest.raises(InvalidFile, match=r"2026\.1 already"):
        load_packs(tmp_path)


def test_a_wrong_pack_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text("id: city\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"city\.yaml:1:1 error version: this field is missing"):
        load_packs(tmp_path)


def test_a_pack_that_contradicts_itself_is_not_loaded(tmp_path: Path) -> None:
    text = (registry.BUILT_IN / "sichuan-nanchong.yaml").read_text(encoding="utf-8")
    (tmp_path / "city.yaml").write_text(text.replace("route: counter", "route: remote_hospital"), encoding="utf-8")
    with pytest.raises(InvalidFile, match="routes says nothing of remote_hospital"):
        load_packs(tmp_path)


def test_a_packs_calendar_has_its_own_hours(packs: Packs, liupanshui: Pack) -> None:
    calendar = packs.calendar_of(liupanshui)
    assert calendar.sessions_on(date(2026, 11, 24)) == liupanshui.working_time.sessions


@pytest.mark.parametrize(
    "word",
    ["guizhou-liupanshui", "guizhou-liupanshui@2026.1", "liupanshui", "Liupanshui", "520200", "六盘水", "六盘水市"],
)
def test_a_pack_is_found_by_what_people_call_it(packs: Packs, liupanshui: Pack, word: str) -> None:
    assert packs.called(word, date(2026, 11, 24)) is liupanshui


def test_a_pack_nobody_knows_is_refused_with_those_that_there_are(packs: Packs) -> None:
    with pytest.raises(UnknownPack, match=r"no pack is called mars; known are .*guizhou-liupanshui@2026\.1, sichuan"):
        packs.called("mars", date(2026, 11, 24))
    with pytest.raises(UnknownPack, match=r"no pack guizhou-liupanshui 2199\.1"):
        packs.called("六盘水@2199.1", date(2026, 11, 24))


def test_identity_has_another_way_than_the_face(packs: Packs, nanchong: Pack) -> None:
    for pack in packs:
        assert IdentityWay.FACE in pack.identity_check.ways
        assert IdentityWay.COUNTER in pack.identity_check.besides(IdentityWay.FACE)
    assert nanchong.identity_check.besides(IdentityWay.FACE)[0] is IdentityWay.INSURANCE_ECODE


def test_relations_have_the_platforms_codes() -> None:
    codes = {relation: relation.national_code for relation in Relation}
    assert codes[Relation.SPOUSE] == "1"
    assert codes[Relation.PARENT] == "4"
    assert codes[Relation.UNRELATED] == "8"
    assert len(set(codes.values())) == 8


def test_papers_of_the_last_year_count_from_the_first_submission(liupanshui: Pack) -> None:
    first_submitted = date(2026, 11, 24)
    record = liupanshui.material("clinical_record")
    assert record is not None
    assert record.max_age is not None
    for paper_of, age in (
        (date(2025, 11, 24), PaperAge.FINE),
        (date(2025, 11, 23), PaperAge.OUTDATED),
        (date(2025, 10, 30), PaperAge.OUTDATED),
    ):
        assert record.max_age.age_of("bronchial_asthma", paper_of, first_submitted) is age


def test_nanchong_only_remarks_on_old_papers(nanchong: Pack) -> None:
    record = nanchong.material("clinical_record")
    assert record is not None
    assert record.max_age is not None
    assert record.max_age.age_of("epilepsy", date(2024, 1, 1), date(2026, 11, 24)) is PaperAge.REMARKABLE


def test_a_disease_may_have_an_age_of_its_own() -> None:
    rule = MaxAge(
        otherwise=Period(years=1), diseases={"gout": Period(months=6)}, beyond=Beyond.OUTDATED, source="guide"
    )
    assert rule.oldest("gout", date(2026, 8, 31)) == date(2026, 2, 28)
    assert rule.oldest("epilepsy", date(2024, 2, 29)) == date(2023, 2, 28)


def test_files_are_kept_ten_years(packs: Packs) -> None:
    for pack in packs:
        assert pack.retention.granted_until(date(2026, 11, 24)) == date(2036, 11, 24)
        assert pack.retention.closed_until(date(2028, 2, 29)) == date(2038, 2, 28)


def test_a_person_is_reminded_of_a_supplement_at_half_time(liupanshui: Pack) -> None:
    asked, answer_by = datetime(2026, 12, 1, 6, tzinfo=UTC), datetime(2026, 12, 16, 16, tzinfo=UTC)
    assert liupanshui.supplement.reminder(asked, answer_by) == datetime(2026, 12, 8, 23, tzinfo=UTC)
    never = liupanshui.supplement.model_copy(update={"remind_at": None})
    assert never.reminder(asked, answer_by) is None


def test_the_platform_is_told_of_schemes_and_groups_in_its_own_codes(liupanshui: Pack, nanchong: Pack) -> None:
    assert liupanshui.registration.insutype == {Scheme.EMPLOYEE: "310", Scheme.RESIDENT: "390"}
    assert liupanshui.registration.dise_type_code["special"] == "12"
    assert liupanshui.registration.identity_of_assessor is Assessor.REVIEWING_HOSPITAL
    assert nanchong.registration.identity_of_assessor is Assessor.AGENCY


def test_hospitals_elsewhere_upload_for_liupanshui_alone(liupanshui: Pack, nanchong: Pack) -> None:
    assert liupanshui.cross_region.upload_by_level == 2
    assert nanchong.cross_region.upload_by_level is None


def test_every_rule_of_both_packs_names_a_source_it_lists(packs: Packs) -> None:
    for pack in packs:
        sources = {rule.source for _, rule in rules_in(pack, ())}
        assert sources <= set(pack.sources)
        assert set(pack.sources) <= sources


def test_criteria_that_no_guide_gives_are_samples(liupanshui: Pack, nanchong: Pack) -> None:
    given = [disease.criteria for pack in (liupanshui, nanchong) for disease in pack.diseases if disease.criteria]
    assert len(given) == 5
    assert {criteria.provenance for criteria in given} == {Provenance.SAMPLE}


def test_no_city_is_a_trial(packs: Packs) -> None:
    assert not any(pack.trial or packs.calendar_of(pack).is_trial for pack in packs)
