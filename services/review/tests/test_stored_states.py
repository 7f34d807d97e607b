"""A case that any released version stored opens for ever; a new version adds its own golden state here."""

import json
from pathlib import Path

import pytest
from chassis.process import Process
from review.consumers import process
from review.domain.case import Case
from review.domain.rules import Rules

from .applying import PACKS
from .town import town

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def table() -> Process[Case]:
    return process(Rules(PACKS, town))


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_released_version_still_opens(table: Process[Case], version: int) -> None:
    case = table.open((GOLDEN / f"case.v{version}.json").read_text(), version)
    assert case.review is not None
    assert (case.review.round, len(case.review.tasks), len(case.review.votes)) == (2, 5, 1)
    assert case.review.notices[0].provided_at is not None


def test_the_current_shape_is_the_golden_one_of_its_version(table: Process[Case]) -> None:
    stored = (GOLDEN / f"case.v{table.version}.json").read_text()
    assert json.loads(table.codec.dump_json(table.open(stored, table.version))) == json.loads(stored)
