"""A window onto the running system."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from mante.demo.place import Place

from .fetching import Binaries, binaries
from .looking import Window, window


@pytest.fixture(scope="session")
def browser_binaries() -> Binaries:
    return binaries()


@pytest.fixture
def opened(browser_binaries: Binaries, place: Place) -> Iterator[Callable[[], Window]]:
    """Opens a window, another each time: another person at another machine."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(window(browser_binaries, place.front))
