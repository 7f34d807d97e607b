"""What is missing, and in which words it is said."""

from importlib.resources import files

import pytest
import yaml
from contracts.vocabulary import ApplicantKind, Route
from policy.gaps import gaps, item_text
from policy.pack import Pack
from policy.registry import Packs
from policy.text import Language

ALL = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
ITEM_LIMIT = 500


def test_a_complete_application_has_no_gap(liupanshui: Pack) -> None:
    assert gaps(liupanshui, ApplicantKind.SELF, Route.ONLINE, ALL) == ()


def test_everything_that_is_missing_is_told_at_once(liupanshui: Pack) -> None:
    found = gaps(liupanshui, ApplicantKind.AGENT, Route.ONLINE, {"identity_card", "agent_identity_card"})
    assert [gap.material for gap in found] == [
        "diagnosis_certificate",
        "clinical_record",
        "test_report",
        "relation_proof",
    ]
    assert {gap.code for gap in found} == {"MISSING"}


def test_an_agent_without_proof_of_relation_is_complete_in_nanchong_alone(liupanshui: Pack, nanchong: Pack) -> None:
    papers = {*ALL, "application_form", "agent_identity_card"}
    assert [gap.material for gap in gaps(liupanshui, ApplicantKind.AGENT, Route.ONLINE, papers)] == ["relation_proof"]
    assert gaps(nanchong, ApplicantKind.AGENT, Route.ONLINE, papers) == ()


def test_a_paper_that_may_be_absent_is_no_gap_when_the_person_says_so(liupanshui: Pack) -> None:
    assert gaps(liupanshui, ApplicantKind.SELF, Route.ONLINE, ALL[:3], absent={"test_report"}) == ()


def test_a_paper_that_may_not_be_absent_stays_a_gap(liupanshui: Pack) -> None:
    (gap,) = gaps(liupanshui, ApplicantKind.SELF, Route.ONLINE, ALL[1:], absent={"identity_card"})
    assert gap.material == "identity_card"


def test_a_gap_says_which_paper_and_what_to_do(liupanshui: Pack) -> None:
    (gap,) = gaps(liupanshui, ApplicantKind.SELF, Route.ONLINE, ALL[:3])
    assert gap.text.zh == "检查化验报告：缺少这份材料。请补充上传。"
    assert gap.text.en == "Test report: This paper is missing. Please upload it."


def test_a_fault_is_told_with_its_cure(liupanshui: Pack) -> None:
    said = item_text(liupanshui, "diagnosis_certificate", "NO_SEAL")
    assert said == "疾病证明书：未见医院公章。请到出具的医院加盖公章后重新上传。"


def test_a_fault_of_a_file_is_told_in_either_language(nanchong: Pack) -> None:
    said = item_text(nanchong, "application_form", "encrypted", Language.EN)
    assert said == "Application form: The file has a password. Please remove the password and upload it again."


def test_a_fault_that_nobody_knows_still_makes_a_sentence(liupanshui: Pack) -> None:
    assert item_text(liupanshui, "mystery", "cosmic_ray") == "材料：这份文件不能使用。请重新上传清晰完整的照片或 PDF。"


@pytest.mark.parametrize("language", Language)
def test_every_text_fits_an_item(packs: Packs, language: Language) -> None:
    faults = yaml.safe_load((files("policy") / "texts" / "files.yaml").read_text(encoding="utf-8"))["faults"]
    for pack in packs:
        for material in pack.materials:
            for code in (*pack.rules, *faults):
                assert len(item_text(pack, material.code, code, language)) <= ITEM_LIMIT
