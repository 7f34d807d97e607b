"""A wrong file is told by line, column, field and reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from policy import calendar_files, registry
from policy.check import check
from policy.finding import Finding, Severity
from policy.record_file import errors_in

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

Check = Callable[[str], list[Finding]]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    def write_and_check(text: str) -> list[Finding]:
        file = tmp_path / "file.yaml"
        file.write_text(text, encoding="utf-8")
        return check(file)

    return write_and_check


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


WRONG = [
    pytest.param(
        "supplement: {max_rounds: 2, days: 15,",
        "supplement: {max_rounds: 2, dayz: 15,",
        [("supplement.days", 1, "this field is missing"), ("supplement.dayz", 29, "unknown key")],
        id="unknown-key-and-missing-field",
    ),
    pytest.param(
        'code: "520200"',
        "code: 520200",
        [("pooling_area.code", 3, "Input should be a valid string, found 520200")],
        id="wrong-type",
    ),
    pytest.param(
        "step: hospital_review, min_level: 2,",
        "step: hospital_review, min_level: 4,",
        [("review_steps[0].min_level", 29, "Input should be less than or equal to 3, found 4")],
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
        [("draft.source", 33, "no source hearsay; known are default, guide-2025, national-hotline")],
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
        "max_rounds: 2, days: 15",
        "max_rounds: yes, days: 15",
        [("supplement.max_rounds", 14, 'Input should be a valid integer, found "yes"')],
        id="yes-is-a-word",
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
    text, line = changed(NANCHONG, "seats: 3, majority: 2", "seats: 4, majority: 2")
    (finding,) = checked(text)
    expected = f"{line}:5 error review_steps[1]: a majority of 4 seats is more than half of them, and at most all"
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
    text, line = changed(LIUPANSHUI, "  - {step: hospital_review, min_level: 2, source: guide-2025}", "  []")
    (finding,) = errors_in(checked(text))
    assert (finding.line, finding.field) == (line - 1, "review_steps")


def test_a_national_code_that_is_not_known_is_a_warning(checked: Check) -> None:
    text, line = changed(NANCHONG, "    national_codes: [{code: M03900, name: 高血压}]", "    national_codes: []")
    (finding,) = checked(text)
    assert (finding.severity, finding.line) == (Severity.WARNING, line)


def test_a_wrong_calendar_is_told_like_a_pack(checked: Check) -> None:
    text, line = changed(CALENDAR, "last: 2026-10-07", "last: 2026-13-07")
    (finding,) = checked(text)
    assert (finding.line, finding.field) == (line, "holidays[6].last")


BROKEN = [
    pytest.param("id: [1, 2", "2:1", "expected ',' or ']'", id="unclosed"),
    pytest.param("a: 1\n b: 2", "2:3", "mapping values are not allowed", id="misindented"),
    pytest.param("a: &x 1\nb: *x", "2:4", "aliases", id="alias"),
    pytest.param("a: !!python/name:os.system x", "1:4", "tags", id="tag"),
    pytest.param("a: {b: 1, b: 2}", "1:11", "b stands twice, first on line 1", id="duplicate-key"),
    pytest.param("", "1:1", "empty", id="empty"),
    pytest.param("? [a]\n: 1", "1:3", "a key must be a word", id="complex-key"),
    pytest.param("a: 1\nb: \x07", "2:1", "control character", id="control-character"),
    pytest.param("a: 1\n---\nb: 2", "2:1", "another document", id="two-documents"),
    pytest.param("a: " + "[" * 40, "1:15", "nested more than 12 deep", id="nested"),
]


@pytest.mark.parametrize(("text", "place", "reason"), BROKEN)
def test_broken_yaml_is_told_with_its_place(checked: Check, text: str, place: str, reason: str) -> None:
    (finding,) = checked(text)
    assert str(finding).startswith(f"{place} error ")
    assert reason in finding.reason


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes("id: 六盘水".encode("gb18030"))
    (finding,) = check(file)
    assert "UTF-8" in finding.reason


@pytest.mark.parametrize("text", ["just words", "- 1", "12"])
def test_a_file_that_is_no_mapping_is_told_so(checked: Check, text: str) -> None:
    (finding,) = checked(text)
    assert (finding.line, finding.column, finding.field) == (1, 1, "")


def test_a_value_of_the_wrong_kind_is_named_unless_it_is_long(checked: Check) -> None:
    text, _ = changed(LIUPANSHUI, 'phone: "12393"', "phone: {area: 0858}")
    (finding,) = errors_in(checked(text))
    assert finding.reason == "Input should be a valid string"


def test_there_must_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.yaml")
