"""One database and one role per service, on any Postgres."""

from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from mante.stack.readiness import Probe


def answers(dsn: str) -> Probe:
    """Ready when the server takes the connection and answers a query."""

    async def look() -> bool:
        try:
            connection = await asyncpg.connect(dsn, timeout=2)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False
        await connection.close()
        return True

    return look


def dsn_of(admin_dsn: str, name: str, password: str) -> str:
    """The connection of role `name` to its own database, on the server of `admin_dsn`."""
    parts = urlsplit(admin_dsn)
    server = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, f"{name}:{password}@{server}", f"/{name}", parts.query, ""))


async def create(admin_dsn: str, passwords: Mapping[str, str]) -> None:
    """Makes a role and a database of its own for each name in `passwords`; those that are there stay.

    The names are services' and the passwords our own hexadecimal ones: nothing to be quoted.
    """
    connection = await asyncpg.connect(admin_dsn)
    try:
        for name, password in passwords.items():
            await _create_one(connection, name, password)
    finally:
        await connection.close()


async def _create_one(connection: "asyncpg.Connection[asyncpg.Record]", name: str, password: str) -> None:
    verb = "alter" if await connection.fetchval("select 1 from pg_roles where rolname = $1", name) else "create"
    await connection.execute(f"{verb} role {name} login password '{password}'")
    if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
        await connection.execute(f"create database {name} owner {name}")
        await connection.execute(f"revoke all on database {name} from public")
