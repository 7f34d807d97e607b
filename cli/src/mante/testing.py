"""Fixtures on real servers, for every test of the workspace; a test process starts each when it is first asked for."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.backends.postgres import EmbeddedPostgres
from mante.stack.backends.s3 import EmbeddedS3
from mante.stack.backends.scratch import Scratch
from mante.stack.kafka_address import KafkaAddress
from mante.stack.keyring import Keyring
from mante.stack.ports import Ports
from mante.stack.s3_address import S3Address
from mante.stack.threaded import running
from mante.stack.wanted import SERVICES

KAFKA_USERS = (
    *("admin", *SERVICES),
    *("gz-app", "sc-mini", "H52020199001", "H52020199002", "H51130299001", "A51139900001"),
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The superuser's DSN of a Postgres server (with fsync off: a killed server loses nothing by that)."""
    with _home() as home:
        server = EmbeddedPostgres(home, Ports(home), Keyring(home), fsync=False)
        with running(home, server.parts()):
            yield server.admin_dsn


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
def kafka() -> Iterator[KafkaAddress]:
    """A Kafka with walls; `kafka.login("H52020199001")` gives what a client logs in with, `admin` may do all."""
    with _home() as home:
        keyring = Keyring(home)
        server = EmbeddedKafka(home, Ports(home), {user: keyring.password(user) for user in KAFKA_USERS})
        with running(home, server.parts()):
            yield server.address


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Address]:
    """An object store with the empty, versioned bucket `papers`."""
    with _home() as home:
        server = EmbeddedS3(home, Ports(home), Keyring(home))
        with running(home, server.parts()):
            yield server.address


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sends all tests on Kafka to one worker of xdist (`--dist loadgroup`): one broker is enough for two cores.

    What goes together goes first, for the single tests fill up what is left of the time on the other worker.
    """
    for item in items:
        if "kafka" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("kafka"))
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


@contextmanager
def _home() -> Iterator[Path]:
    """A folder for one server; not pytest's own, which pytest closes to the user that Postgres runs as under root."""
    home = Path(tempfile.mkdtemp(prefix="mante-"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
