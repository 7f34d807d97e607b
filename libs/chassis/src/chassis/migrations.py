"""Migrations: numbered SQL files, the chassis's first and then the service's, each applied once and never edited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

import asyncpg
import structlog

from chassis.storage.driver import Connection, Pool

LOCK = 7_012_026
MAKE_TABLE = """
create table if not exists migrations (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp()
)
"""
_log = structlog.get_logger()


class Edited(Exception):  # noqa: N818
    """A migration that was applied reads differently now. Put it back, and write a new one."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file. Its name holds the package: `review/0001_indexes.sql`."""

    name: str
    sql: str

    @property
    def digest(self) -> str:
        """The hash that is kept with the name."""
        return sha256(self.sql.encode()).hexdigest()


def migrations_of(package: str | None) -> list[Migration]:
    """Return the chassis's migrations and those of `package`, in the order in which they are applied."""
    found = list(_in_folder("chassis", files("chassis") / "sql"))
    return found + (list(_in_folder(package, files(package) / "migrations")) if package else [])


def _in_folder(package: str, folder: Traversable) -> Iterator[Migration]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".sql"):
            yield Migration(f"{package}/{file.name}", file.read_text(encoding="utf-8"))


async def migrate(dsn: str, migrations: Sequence[Migration]) -> list[str]:
    """Apply what is missing and return its names. Of two that run at once, one waits. Raises `Edited`."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        await connection.execute(MAKE_TABLE)
        missing = _missing(migrations, await _applied(connection))
        for migration in missing:
            await _apply(connection, migration)
        return [migration.name for migration in missing]
    finally:
        await connection.close()


async def is_migrated(pool: Pool, migrations: Sequence[Migration]) -> bool:
    """Say whether the database has everything that this code needs; more than that may be there already."""
    if not await pool.fetchval("select to_regclass('migrations') is not null"):
        return False
    return not _missing(migrations, await _applied(pool))


async def _applied(connection: Connection | Pool) -> dict[str, str]:
    return {row["name"]: row["sha256"] for row in await connection.fetch("select name, sha256 from migrations")}


def _missing(migrations: Sequence[Migration], applied: dict[str, str]) -> list[Migration]:
    edited = [one.name for one in migrations if applied.get(one.name, one.digest) != one.digest]
    if edited:
        message = f"applied in another wording: {', '.join(edited)}"
        raise Edited(message)
    return [one for one in migrations if one.name not in applied]


async def _apply(connection: Connection, migration: Migration) -> None:
    async with connection.transaction():
        await connection.execute(migration.sql)
        await connection.execute("insert into migrations values ($1, $2)", migration.name, migration.digest)
    _log.info("migration.applied", name=migration.name)
