"""A wrong file is told by line, column, field and reason."""

import pytest
from policy import calendar_files, registry
from policy.criteria.criterion import _KINDS
from policy.finding import Severity
from policy.record_file import errors_in

from .checking import Check

LIUPANSHUI = (registry.BUILT_IN / "guizhou-liupanshui.yaml").read_text(encoding="utf-8")
NANCHONG = (registry.BUILT_IN / "sichuan-nanchong.yaml").read_text(encoding="utf-8")
CALENDAR = (calendar_files.BUILT_IN / "2026.yaml").read_text(encoding="utf-8")

MATERIALS = (
    "agent_identity_card, application_form, clinical_record, diagnosis_certificate, identity_card, relation_proof, "
    "test_report"
)
RULES = (
    "EXPIRED, ILLEGIBLE, INCOMPLETE, ISSUER_LEVEL, MISMATCH, MISSING, NO_DIAGNOSIS, NO_SEAL, NO_SIGNATURE, OUTDATED, "
    "WRONG_DISEASE"
)

SOURCES = "archives-2009, area-codes, default, guide-2025, national-hotline, platform-codes"
DISEASES = (
    "aplastic_anaemia, bronchial_asthma, chronic_leukaemia, chronic_renal_failure_dialysis, "
    "diabetes_with_complications, epilepsy, hypertension_with_complications, malignant_tumour, "
    "rheumatic_heart_disease, severe_psychosis, "
    "transplant_antirejection"
)


def changed(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with the first `old` replaced, and the line on which that is."""
    assert old in text
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


def test_a_right_pack_has_nothing_but_its_known_gaps(checked: Check) -> None:
    assert errors_in(checked(LIUPANSHUI)) == []
    warned = {finding.field for finding in checked(LIUPANSHUI)}
    assert warned == {
        "catalogue.groups[0].count",
        "catalogue.groups[1].count",
        "catalogue.groups[2].count",
        "diseases[0].national_codes",
        "diseases[4].national_codes",
    }
    assert checked(NANCHONG) == []


def test_a_right_calendar_has_no_finding(checked: Check) -> None:
    assert checked(CALENDAR) == []


TUMOUR = """    criteria:
      provenance: sample
      must:
        any_of:
          - {atom: document, code: """
WRONG = [
    pytest.param(
        "draft: {expires_after_days: 30,",
        "draft: {expires_after_dayz: 30,",
        [("draft.expires_after_days", 1, "this field is missing"), ("draft.expires_after_dayz", 9, "unknown key")],
        id="unknown-key-and-missing-field",
    ),
    pytest.param(
        'code: "520200"',
        "code: 520200",
        [("pooling_area.code", 3, "Input should be a valid string, found 520200")],
        id="wrong-type",
    ),
    pytest.param(
        "  min_level: 2\n    text",
        "  min_level: 4\n    text",
        [("review_steps[0].min_level", 5, "Input should be less than or equal to 3, found 4")],
        id="level-out-of-range",
    ),
    pytest.param(
        "      test_report: mandatory",
        "      x_ray: mandatory",
        [
            (
                "routes.online.asks.x_ray",
                7,
                f"no material x_ray; known are {MATERIALS}",
            )
        ],
        id="unknown-material-in-a-route",
    ),
    pytest.param(
        "code: epilepsy",
        "code: bronchial_asthma",
        [("diseases[10].code", 5, "bronchial_asthma stands twice in diseases")],
        id="duplicate-disease",
    ),
    pytest.param(
        "rules: [MISSING, ILLEGIBLE, MISMATCH, EXPIRED]",
        "rules: [MISSING, ILLEGIBLE, MISMATCH, FORGED]",
        [
            (
                "materials[0].rules[3]",
                43,
                f"no rule FORGED; known are {RULES}",
            )
        ],
        id="unknown-rule",
    ),
    pytest.param(
        "draft: {expires_after_days: 30, source: default}",
        "draft: {expires_after_days: 30, source: hearsay}",
        [("draft.source", 33, f"no source hearsay; known are {SOURCES}")],
        id="unknown-source",
    ),
    pytest.param(
        '  sessions:\n    - {opens: "09:00", closes: "12:00"}',
        '  sessions:\n    - {opens: "09:00", closes: "13:30"}',
        [("working_time.sessions", 3, "the session from 13:00 begins before the one before it closes")],
        id="sessions-overlap",
    ),
    pytest.param(
        "approved: {zh: 请选择一家定点医疗机构",
        "approved: {zh: 您的支气管哮喘已通过，请选择一家定点医疗机构",
        [("notices.additions.approved", 5, "a notice must not name a disease: 支气管哮喘")],
        id="notice-names-a-disease",
    ),
    pytest.param(
        "group: extension\n    national_codes: [{code: M05400",
        "group: elsewhere\n    national_codes: [{code: M05400",
        [("diseases[8].group", 5, "no group elsewhere; known are chronic, extension, special")],
        id="unknown-group",
    ),
    pytest.param(
        "max_rounds: 2",
        "max_rounds: yes",
        [("supplement.max_rounds", 3, 'Input should be a valid integer, found "yes"')],
        id="yes-is-a-word",
    ),
    pytest.param(
        "left_open: [counter]",
        "left_open: [window]",
        [("hours.left_open[0]", 15, "no key window here to be left open")],
        id="left-open-key-that-is-not-there",
    ),
    pytest.param(
        "left_open: [review_limit.reading,",
        "left_open: [on_supplement.reading,",
        [("clock.left_open[0]", 15, "no key on_supplement.reading here to be left open")],
        id="left-open-key-inside-a-word",
    ),
    pytest.param(
        "      malignant_tumour:\n",
        "      cancer:\n",
        [("benefit.validity.diseases.cancer", 7, f"no disease cancer; known are {DISEASES}")],
        id="validity-of-an-unknown-disease",
    ),
    pytest.param(
        "{otherwise: {years: 1}, beyond: outdated",
        "{otherwise: {years: 1}, diseases: {cancer: {years: 2}}, beyond: outdated",
        [("materials[2].max_age.diseases.cancer", 49, f"no disease cancer; known are {DISEASES}")],
        id="age-for-an-unknown-disease",
    ),
    pytest.param(
        "exclusions: []",
        "exclusions: [{one: {disease: cancer}, other: {disease: epilepsy}, source: default}]",
        [("benefit.exclusions[0].one.disease", 23, f"no disease cancer; known are {DISEASES}")],
        id="exclusion-of-an-unknown-disease",
    ),
    pytest.param(
        'extension: "10"}',
        'elsewhere: "10"}',
        [
            ("registration.dise_type_code", 3, "no code for the group extension"),
            ("registration.dise_type_code.elsewhere", 50, "no group elsewhere; known are chronic, extension, special"),
        ],
        id="code-for-an-unknown-group",
    ),
    pytest.param(
        'insutype: {employee: "310", resident: "390"}',
        'insutype: {employee: "310"}',
        [("registration.insutype", 3, "no code for the scheme resident")],
        id="scheme-without-a-code",
    ),
    pytest.param(
        "{code: M02500, name: 癫痫}",
        "{code: M05400, name: 癫痫}",
        [
            (
                "diseases[10].national_codes[0].name",
                37,
                "M05400 is 支气管哮喘 elsewhere in this list: a code has one name",
            )
        ],
        id="national-code-under-two-names",
    ),
    pytest.param(
        "upload_by_level: 2",
        "upload_by_level: null",
        [
            (
                "cross_region.upload_by_level",
                30,
                "hospitals elsewhere upload by the route remote_hospital: give both or neither",
            )
        ],
        id="upload-without-a-level",
    ),
    pytest.param(
        "supplement_received: [{to: applicant, by: [app]}]",
        "supplement_received: [{to: applicant, by: [app, sms]}]",
        [("notices.steps.supplement_received[0].by[1]", 53, "there are no words for supplement_received by sms")],
        id="notice-without-words",
    ),
    pytest.param(
        "identity_check:\n  ways: [face, bound_account, sms_code, insurance_ecode, agent, counter]",
        "identity_check:\n  ways: [face]",
        [("identity_check", 1, "face recognition may not be the only way: offer another beside it")],
        id="only-the-face",
    ),
    pytest.param(
        "open_applications_per_disease: 1",
        "open_applications_per_disease: 2",
        [("limits.open_applications_per_disease", 32, "Input should be 1, found 2")],
        id="two-open-applications",
    ),
    pytest.param(
        "{atom: visits, code: two_visits, visits: {outpatient: 2}",
        "{atom: visits, code: two_visits, visits: {outpatient: 0}",
        [
            (
                "diseases[8].criteria.must.all_of[1].visits.outpatient",
                55,
                "Input should be greater than or equal to 1, found 0",
            )
        ],
        id="criterion-without-a-number",
    ),
    pytest.param(
        "{atom: visits, code: two_visits, visits",
        "{atom: visit, code: two_visits, visits",
        [
            (
                "diseases[8].criteria.must.all_of[1]",
                13,
                f"a criterion is all_of, any_of, at_least with of, or an atom: {_KINDS}",
            )
        ],
        id="unknown-criterion",
    ),
    pytest.param(
        f"{TUMOUR}pathology,",
        f"{TUMOUR}imaging,",
        [("diseases[3].criteria", 5, "stands twice in the criteria: imaging")],
        id="criterion-twice",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), WRONG)
def test_a_fault_is_named_with_its_place(
    checked: Check, old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    text, line = changed(LIUPANSHUI, old, new)
    found = [(each.field, each.column, each.reason) for each in errors_in(checked(text))]
    assert found == expected
    assert {each.line for each in errors_in(checked(text))} == {line}


def test_a_panel_that_could_decide_both_ways_is_refused(checked: Check) -> None:
    text, line = changed(NANCHONG, "seats: 3", "seats: 4")
    (finding,) = checked(text)
    expected = f"{line - 1}:5 error review_steps[1]: a majority of 4 seats is more than half of them, and at most all"
    assert str(finding) == expected


def test_a_pack_without_the_rule_for_missing_papers_is_refused(checked: Check) -> None:
    text = LIUPANSHUI.replace("MISSING", "GONE")
    (finding,) = errors_in(checked(text))
    assert finding.field == "rules"


def test_an_unknown_step_names_those_that_there_are(checked: Check) -> None:
    text, line = changed(NANCHONG, "step: agency_check", "step: oracle")
    (finding,) = checked(text)
    assert (finding.line, finding.field) == (line, "review_steps[0]")
    assert "agency_check" in finding.reason


def test_a_list_is_called_too_short_when_it_is(checked: Check) -> None:
    text, line = changed(LIUPANSHUI, "answers: [approved, rejected, supplement]", "answers: []")
    (finding,) = errors_in(checked(text))
    assert (finding.line, finding.field) == (line, "outcomes.answers")


def test_what_is_asked_of_agents_needs_agents(checked: Check) -> None:
    old = "relations: [spouse, child, grandchild, parent, grandparent, sibling, other_relative, unrelated]"
    text = LIUPANSHUI.replace("kinds: [self, agent]", "kinds: [self]").replace(old, "relations: []")
    found = {finding.field for finding in errors_in(checked(text))}
    expected = {f"routes.{route}.asks" for route in ("online", "counter", "remote_hospital")}
    assert {field.rpartition(".")[0] for field in found} == expected
    wrong, _ = changed(LIUPANSHUI, "kinds: [self, agent]", "kinds: [self]")
    (finding,) = errors_in(checked(wrong))
    assert finding.reason == "relations say what an agent may be: where there are agents, and only there"


def test_a_way_to_show_who_one_is_stands_once(checked: Check) -> None:
    text, _ = changed(LIUPANSHUI, "ways: [face, bound_account,", "ways: [face, face,")
    (finding,) = errors_in(checked(text))
    assert (finding.field, finding.reason) == ("identity_check", "a way stands twice")


def test_who_may_apply_again_can_do_so(checked: Check) -> None:
    text, line = changed(NANCHONG, "reapply_by: [online, counter]", "reapply_by: [online, remote_hospital]")
    (finding,) = errors_in(checked(text))
    assert (finding.line, finding.field) == (line, "after_rejection.reapply_by[1]")
    assert finding.reason == "routes says nothing of remote_hospital"


def test_a_benefit_is_not_used_at_a_hospital_that_nobody_chooses(checked: Check) -> None:
    text, line = changed(NANCHONG, "used_at: designated_institutions_and_pharmacies", "used_at: chosen_hospital")
    (finding,) = errors_in(checked(text))
    assert (finding.line, finding.reason) == (line, "designated_hospital says that none is chosen")


def test_criteria_may_speak_of_a_disease_that_is_not_listed_yet(checked: Check) -> None:
    new = "{atom: not_together_with, code: child, disease: dwarfism, name: {zh: 侏儒症, en: dwarfism}}"
    text, _ = changed(NANCHONG, "{atom: age, code: child, at_most: 14}", new)
    (finding,) = checked(text)
    assert finding.severity is Severity.WARNING
    assert finding.reason == "child speaks of dwarfism, which isn't listed"


def test_a_verdict_carries_no_more_than_fifty_criteria(checked: Check) -> None:
    many = ", ".join(f"{{atom: age, code: c{number}, at_most: 14}}" for number in range(51))
    text, _ = changed(NANCHONG, "{atom: age, code: child, at_most: 14}", f"{{any_of: [{many}]}}")
    (finding,) = errors_in(checked(text))
    assert finding.reason == "a verdict carries at most 50 criteria"


def test_a_national_code_that_is_not_known_is_a_warning(checked: Check) -> None:
    text, line = changed(NANCHONG, "    national_codes: [{code: M03900, name: 高血压}]", "    national_codes: []")
    (finding,) = checked(text)
    assert (finding.severity, finding.line) == (Severity.WARNING, line)


def test_a_wrong_calendar_is_told_like_a_pack(checked: Check) -> None:
    text, line = changed(CALENDAR, "last: 2026-10-07", "last: 2026-13-07")
    (finding,) = checked(text)
    assert (finding.line, finding.field) == (line, "holidays[6].last")


def test_a_value_of_the_wrong_kind_is_named_unless_it_is_long(checked: Check) -> None:
    text, _ = changed(LIUPANSHUI, 'phone: "12393"', "phone: {area: 0858}")
    (finding,) = errors_in(checked(text))
    assert finding.reason == "Input should be a valid string"
