"""A dossier that any released version stored opens for ever; a new version adds its own golden state here."""

import json
from pathlib import Path

import pytest
from chassis.process import Process
from documents.consumers import process
from documents.domain.dossier import Dossier, PaperStatus

from .dossiers import PACKS

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def table() -> Process[Dossier]:
    return process(PACKS)


@pytest.mark.parametrize("version", [1, 2])
def test_a_released_version_still_opens(table: Process[Dossier], version: int) -> None:
    dossier = table.open((GOLDEN / f"dossier.v{version}.json").read_text(), version)
    statuses = (PaperStatus.ACCEPTED, PaperStatus.INSPECTING, PaperStatus.TICKETED)
    assert tuple(paper.status for paper in dossier.papers) == statuses
    assert [paper.lodged for paper in dossier.papers] == [True, True, False]
    assert dossier.awaited == (tuple(paper.document_id for paper in dossier.papers[:2]),)
    assert not dossier.closed


def test_the_current_shape_is_the_golden_one_of_its_version(table: Process[Dossier]) -> None:
    stored = (GOLDEN / f"dossier.v{table.version}.json").read_text()
    assert json.loads(table.codec.dump_json(table.open(stored, table.version))) == json.loads(stored)
