"""A Kafka and a Postgres for one measurement, with fsync on, as in production."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
from chassis.bus.address import BusAddress
from chassis.migrations import migrations_of
from pydantic import SecretStr

from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.backends.postgres import EmbeddedPostgres
from mante.stack.kafka_address import ADMIN
from mante.stack.keyring import Keyring
from mante.stack.ports import Ports
from mante.stack.threaded import running

ENGINE = "".join(migration.sql for migration in migrations_of(None))
SLOW_COMMIT = ("alter system set commit_delay = 2000", "alter system set commit_siblings = 0")
USUAL_COMMIT = ("alter system reset commit_delay", "alter system reset commit_siblings")


@dataclass(frozen=True)
class Servers:
    """Where they are; `home` is in the command line of each of their processes."""

    home: Path
    admin_dsn: str
    bus: BusAddress

    async def database(self) -> str:
        """Return the DSN of a new database with the engine's tables."""
        dsn = await self.empty_database()
        async with connected(dsn) as connection:
            await connection.execute(ENGINE)
        return dsn

    async def empty_database(self) -> str:
        """Return the DSN of a new database."""
        name = f"bench_{uuid4().hex}"
        await self._as_admin(f"create database {name}")
        return urlunsplit(urlsplit(self.admin_dsn)._replace(path=f"/{name}"))

    async def commit_slowly(self, *, slowly: bool) -> None:
        """Let every commit take 2 ms more, as on a cloud disk; or no longer."""
        await self._as_admin(*(SLOW_COMMIT if slowly else USUAL_COMMIT), "select pg_reload_conf()")

    async def _as_admin(self, *statements: str) -> None:
        async with connected(self.admin_dsn) as connection:
            for statement in statements:
                await connection.execute(statement)


@contextmanager
def servers() -> Iterator[Servers]:
    """Keep both up for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="mante-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        keyring, ports = Keyring(home), Ports(home)
        postgres = EmbeddedPostgres(home, ports, keyring)
        password = keyring.password(ADMIN)
        kafka = EmbeddedKafka(home, ports, {ADMIN: password})
        with running(home, [*postgres.parts(), *kafka.parts()]):
            address = kafka.address
            bus = BusAddress(address.bootstrap, address.security, ADMIN, SecretStr(password))
            yield Servers(home, postgres.admin_dsn, bus)


@asynccontextmanager
async def connected(dsn: str) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """Lend a connection."""
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()
