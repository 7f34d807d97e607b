"""One whole system for all tests here: everything real, asked as parties ask it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from mante.demo.ground import ground
from mante.demo.place import Place
from mante.stack.status import Status


@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    with ground(None, _unseen) as brought_up:
        yield brought_up


@pytest.fixture
def untouched_place() -> Iterator[Place]:
    """A system of one test's own, in which nobody killed, held or forged anything before."""
    with ground(None, _unseen) as brought_up:
        yield brought_up


@contextmanager
def _unseen() -> Iterator[Callable[[Status], None]]:
    yield lambda _: None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Send all of these to one worker: two cores have room for one system."""
    for item in items:
        if "place" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("system"))
