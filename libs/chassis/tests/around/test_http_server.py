"""A server in a fixture leaves nothing behind."""

import signal
from collections.abc import AsyncIterator

import pytest
from chassis.testing.vault_office import VaultOffice, open_office


@pytest.fixture
async def office() -> AsyncIterator[VaultOffice]:
    before = signal.getsignal(signal.SIGTERM)
    async with open_office() as opened:
        assert signal.getsignal(signal.SIGTERM) is before
        yield opened


async def test_a_server_in_a_fixture_leaves_signals_alone(office: VaultOffice) -> None:
    assert office.url.startswith("http://127.0.0.1:")
