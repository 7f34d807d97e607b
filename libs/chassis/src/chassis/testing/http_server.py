"""A real HTTP server within the process of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn


class HttpServer(uvicorn.Server):
    """Leaves the process's signals alone.

    Uvicorn takes them, and gives back what it found when it ends: in a fixture that is the handler of an event loop
    that is gone by then. Every later loop would ask for it, and Python would write down all that the fixture held.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take nothing."""
        yield
