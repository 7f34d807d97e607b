"""What any released version stored opens for ever; a new version adds its own golden states here."""

import json
from pathlib import Path

import pytest
from benefits.consumers import State, process
from benefits.domain.beneficiary import Beneficiary
from benefits.domain.entitlement import Entitlement
from benefits.domain.rules import Rules
from chassis.process import Process

from .world import FIRST, PACKS, SECOND, hospitals

GOLDEN = Path(__file__).parent / "golden"
KINDS = ("entitlement", "beneficiary")


@pytest.fixture
def table() -> Process[State]:
    return process(Rules(PACKS, hospitals))


@pytest.mark.parametrize("version", [1])
def test_an_entitlement_of_a_released_version_still_opens(table: Process[State], version: int) -> None:
    state = table.open((GOLDEN / f"entitlement.v{version}.json").read_text(), version)
    assert isinstance(state, Entitlement)
    assert state.in_force
    assert state.grant is not None
    assert state.grant.notice_days == (60, 30, 7)
    assert state.registration is not None
    assert [choice.hospital for choice in state.choices] == [FIRST]


@pytest.mark.parametrize("version", [1])
def test_a_beneficiary_of_a_released_version_still_opens(table: Process[State], version: int) -> None:
    state = table.open((GOLDEN / f"beneficiary.v{version}.json").read_text(), version)
    assert isinstance(state, Beneficiary)
    assert [benefit.disease for benefit in state.benefits] == ["malignant_tumour", "epilepsy"]
    assert [(one.hospital, one.is_change) for one in state.hospitals] == [(FIRST, False), (SECOND, True)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_current_shape_is_the_golden_one_of_its_version(table: Process[State], kind: str) -> None:
    stored = (GOLDEN / f"{kind}.v{table.version}.json").read_text()
    assert json.loads(table.codec.dump_json(table.open(stored, table.version))) == json.loads(stored)
