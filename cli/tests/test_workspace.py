"""A service is known by its folder; what can't look there for itself is held to it here."""

import tomllib
from pathlib import Path

import pytest
from mante.stack.wanted import SERVICES

ROOT = Path(__file__).parents[2]
IMPORTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_folder_of_a_service_is_a_service_that_runs() -> None:
    assert list(SERVICES) == sorted(file.parent.name for file in (ROOT / "services").glob("*/pyproject.toml"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_held_to_the_rules_of_who_imports_whom(service: str) -> None:
    across, inside = IMPORTS["contracts"][:2]
    assert service in IMPORTS["root_packages"]
    assert service in across["layers"][1].split(" | ")
    assert service in inside["containers"]
