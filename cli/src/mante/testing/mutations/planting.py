"""A pytest plugin: plants a bug around the test that must fail of it, and writes down whether it did.

`pytest -p mante.testing.mutations.planting --plant NAME,NAME --planted FILE TEST TEST`: each bug has a test of its own.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mante.testing.mutations.on_servers import ON_SERVERS


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests say which bugs, and where to write what became of them."""
    parser.addoption("--plant", default="", help="bugs to plant, each around its own test")
    parser.addoption(
        "--planted", default="", help="the file that says what became of each: `failed` is as it should be"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Be there while the tests run."""
    config.pluginmanager.register(Planting(config.getoption("--plant").split(","), config.getoption("--planted")))


class Planting:
    """`outcomes` are those of the tests themselves: one that can't even begin says nothing of a bug."""

    def __init__(self, names: list[str], file: str) -> None:
        """Plant these."""
        self.bugs = {ON_SERVERS[name].test: ON_SERVERS[name].mutation for name in names}
        self.file = Path(file)
        self.outcomes: dict[str, str] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Let the code be wrong while one test runs."""
        with ExitStack() as planted:
            planted.enter_context(self.bugs[item.nodeid].planted())
            return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how it ended."""
        if report.when == "call":
            self.outcomes[self.bugs[report.nodeid].name] = report.outcome

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        self.file.write_text(json.dumps(self.outcomes), "utf-8")
