"""An application that any released version stored opens for ever; a new version adds its own golden state here."""

import json
from pathlib import Path

import pytest
from chassis.process import Process
from contracts.vocabulary import ApplicationState
from intake.domain.application import Application

from .world import APP, WECHAT, World

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def table(world: World) -> Process[Application]:
    return world.harness.process


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7])
def test_a_released_version_still_opens(table: Process[Application], version: int) -> None:
    application = table.open((GOLDEN / f"application.v{version}.json").read_text(), version)
    assert application.status is ApplicationState.AWAITING_SUPPLEMENT
    assert application.channels == (APP, WECHAT)
    assert application.handover is not None
    assert [absent.material for absent in application.handover.absent] == ["clinical_record"]
    assert sum(finding.reason is not None for finding in application.findings.values()) == 1


def test_the_current_shape_is_the_golden_one_of_its_version(table: Process[Application]) -> None:
    stored = (GOLDEN / f"application.v{table.version}.json").read_text()
    assert json.loads(table.codec.dump_json(table.open(stored, table.version))) == json.loads(stored)
