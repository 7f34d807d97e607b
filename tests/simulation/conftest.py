"""One set of services for all histories of a test process: making their models takes longer than playing."""

import pytest
from mante.simulation.cast import Cast


@pytest.fixture(scope="session")
def cast() -> Cast:
    return Cast()
