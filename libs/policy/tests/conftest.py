"""The packs that come with the product, and what tests say of time."""

import pytest
from policy.pack import Pack
from policy.registry import Packs, load_packs


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="session")
def liupanshui(packs: Packs) -> Pack:
    return packs.pinned("guizhou-liupanshui", "2026.1")


@pytest.fixture(scope="session")
def nanchong(packs: Packs) -> Pack:
    return packs.pinned("sichuan-nanchong", "2026.1")
