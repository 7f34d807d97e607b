"""Fixtures on real servers, for every test of the workspace; a test process starts each when it is first asked for."""

from collections.abc import AsyncIterator, Iterator

import pytest

from mante.stack.backends.scratch import Scratch
from mante.stack.kafka_address import KafkaAddress
from mante.stack.s3_address import S3Address
from mante.testing.embedded import Embedded
from mante.testing.servers import Servers


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets whoever runs the tests say on which servers."""
    says = (
        "on which servers tests run: `embedded` (need nothing), or the `containers` of docker-compose.yml (need Docker)"
    )
    parser.addoption("--servers", choices=("embedded", "containers"), default="embedded", help=says)


def pytest_configure(config: pytest.Config) -> None:
    """Brings what the servers are started from, once, whatever the number of workers; says what is to be done if not.

    Before the first test, as that may take minutes, and a test has one.
    """
    if not hasattr(config, "workerinput"):
        servers_of(config).prepare()


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[str]:
    """The superuser's DSN of a Postgres server (with fsync off: a killed server loses nothing by that)."""
    with servers_of(pytestconfig).postgres() as dsn:
        yield dsn


@pytest.fixture
async def databases(postgres: str) -> AsyncIterator[Scratch]:
    """Makes databases for one test, empty ones or copies of a template; they are dropped after it."""
    async with Scratch(postgres) as scratch:
        yield scratch


@pytest.fixture
async def database(databases: Scratch) -> str:
    """The DSN of an empty database of this test's own."""
    return await databases.empty()


@pytest.fixture(scope="session")
def kafka(pytestconfig: pytest.Config) -> Iterator[KafkaAddress]:
    """A Kafka with walls; `kafka.login("H52020199001")` gives what a client logs in with, `admin` may do all."""
    with servers_of(pytestconfig).kafka() as address:
        yield address


@pytest.fixture(scope="session")
def s3(pytestconfig: pytest.Config) -> Iterator[S3Address]:
    """An object store with the empty, versioned bucket `papers`."""
    with servers_of(pytestconfig).s3() as address:
        yield address


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sends all tests on Kafka to one worker of xdist (`--dist loadgroup`): one broker is enough for two cores.

    What goes together goes first, for the single tests fill up what is left of the time on the other worker.
    """
    for item in items:
        if "kafka" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("kafka"))
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def servers_of(config: pytest.Config) -> Servers:
    """Return what starts the servers, for tests that need one of their own."""
    if config.getoption("--servers") == "embedded":
        return Embedded()
    from mante.testing.containers import Containers  # noqa: PLC0415 - Docker's client, which most runs don't need

    return Containers(config.rootpath / "docker-compose.yml")
