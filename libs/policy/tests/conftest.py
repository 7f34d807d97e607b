"""The packs that come with the product, and what a check says of a text."""

from pathlib import Path

import pytest
from policy.check import check
from policy.finding import Finding
from policy.pack import Pack
from policy.registry import Packs, load_packs

from .checking import Check


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="session")
def liupanshui(packs: Packs) -> Pack:
    return packs.pinned("guizhou-liupanshui", "2026.1")


@pytest.fixture(scope="session")
def nanchong(packs: Packs) -> Pack:
    return packs.pinned("sichuan-nanchong", "2026.1")


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    def write_and_check(text: str) -> list[Finding]:
        file = tmp_path / "file.yaml"
        file.write_text(text, encoding="utf-8")
        return check(file)

    return write_and_check
