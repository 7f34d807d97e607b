"""The synthetic papers of the examples pass as real ones."""

import importlib.util
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from documents.inspection.report import Report, Verdict

Look = Callable[..., Report]

KINDS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report", "application_form")
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def papers() -> ModuleType:
    path = Path(__file__).parents[4] / "examples" / "papers.py"
    spec = importlib.util.spec_from_file_location("papers", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["papers"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", KINDS)
def test_a_synthetic_paper_is_accepted(papers: ModuleType, look: Look, kind: str) -> None:
    paper = papers.make(kind, "欧阳𠅤", DAY, 7)
    report = look(paper.content, paper.media_type)
    assert report.verdict == Verdict.ACCEPTED
    assert len(report.pages) == (2 if kind == "clinical_record" else 1)


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "application/pdf"])
def test_a_synthetic_paper_comes_as_any_type(papers: ModuleType, look: Look, media_type: str) -> None:
    paper = papers.make("diagnosis_certificate", "王样本", DAY, 7, media_type)
    assert look(paper.content, media_type).verdict == Verdict.ACCEPTED


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_gives_the_same_paper_again_and_another_seed_another(papers: ModuleType, kind: str) -> None:
    first, again, other = (papers.make(kind, "王样本", DAY, seed) for seed in (1, 1, 2))
    assert first == again
    assert first.content != other.content


def test_papers_are_written_in_chinese_on_any_machine(papers: ModuleType) -> None:
    papers._font.cache_clear()
    shapes = {bytes(papers._font(40).getmask(character)) for character in "疾病诊断证明书"}
    assert len(shapes) == 7  # without a Chinese font all of them are the same box


def test_papers_are_made_without_a_chinese_font_too(
    papers: ModuleType, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "FONTS", ())
    papers._font.cache_clear()
    paper = papers.make("diagnosis_certificate", "王样本", DAY, 7)
    papers._font.cache_clear()
    assert look(paper.content, paper.media_type).verdict == Verdict.ACCEPTED
