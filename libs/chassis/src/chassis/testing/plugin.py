"""Fixtures on a real database, for tests of any service: each test gets a copy of a migrated template."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import structlog

from chassis.migrations import migrate, migrations_of

Migrated = Callable[[str | None], Awaitable[str]]


def pytest_configure() -> None:
    """Keep tracebacks short: with the values of variables, which is the default, one takes seconds."""
    console = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure([structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, console])


@pytest.fixture
def migrated(databases: Any) -> Migrated:  # noqa: ANN401 - the embedded stack's, which the chassis doesn't know
    """What gives the DSN of a fresh database with the chassis's tables and those of the service it is called with."""

    async def copy(package: str | None) -> str:
        async def prepare(dsn: str) -> None:
            await migrate(dsn, migrations_of(package))

        dsn: str = await databases.copy_of(package or "chassis", prepare)
        return dsn

    return copy


@pytest.fixture
async def engine_database(migrated: Migrated) -> str:
    """A database with the chassis's tables only."""
    return await migrated(None)
