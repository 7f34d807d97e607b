"""A dossier that any released version stored opens for ever; a new version adds its own golden state here."""

import json
from pathlib import Path

import pytest
from documents.consumers import process
from documents.domain.dossier import PaperStatus

from .shelf import PACKS

GOLDEN = Path(__file__).parent / "golden"
TABLE = process(PACKS)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_released_version_still_opens(version: int) -> None:
    dossier = TABLE.open((GOLDEN / f"dossier.v{version}.json").read_text(), version)
    card, report, record, *_ = dossier.papers
    assert [paper.status for paper in (card, report, record)] == [
        PaperStatus.ACCEPTED,
        PaperStatus.REJECTED,
        PaperStatus.TICKETED,
    ]
    assert (card.pages, report.reason) == (2, "invalid_pdf")
    assert (card.lodged, report.lodged, record.lodged) == (True, True, False)


def test_the_current_shape_is_the_golden_one_of_its_version() -> None:
    stored = (GOLDEN / f"dossier.v{TABLE.version}.json").read_text()
    assert json.loads(TABLE.codec.dump_json(TABLE.open(stored, TABLE.version))) == json.loads(stored)


def test_a_dossier_that_was_closed_in_version_1_stays_closed() -> None:
    shape = json.loads((GOLDEN / "dossier.v1.json").read_text())
    shape["papers"][0]["status"] = "erased"
    dossier = TABLE.open(json.dumps(shape), 1)
    assert dossier.let_go
    assert dossier.waiting == ()


def test_a_paper_that_an_earlier_version_may_have_taken_in_counts_as_handed_in() -> None:
    shape = json.loads((GOLDEN / "dossier.v2.json").read_text()) | {"lodged": []}
    assert [paper.lodged for paper in TABLE.open(json.dumps(shape), 2).papers] == [True, True, False, True]
