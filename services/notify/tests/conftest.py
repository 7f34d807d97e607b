"""Notify's decisions, and an application that it hears of."""

from uuid import UUID

import pytest
from chassis.testing.harness import Harness
from contracts.ids import uuid7
from notify.consumers import process
from notify.domain.correspondence import Correspondence
from policy.registry import load_packs

from .story import TEN


@pytest.fixture
def notify() -> Harness[Correspondence]:
    return Harness(process(load_packs()), now=TEN)


@pytest.fixture
def application() -> UUID:
    return uuid7()
