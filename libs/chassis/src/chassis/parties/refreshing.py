"""The directory as last read from the database: a party that is suspended is out within five seconds."""

import asyncio
from dataclasses import dataclass

import structlog
from asyncpg import Record
from contracts.catalogue import PartyKind

from chassis.parties.directory import EMPTY, Directory
from chassis.parties.party import Operator, Party, Staff
from chassis.storage import Away
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

EVERY = 3.0
# A former secret counts by the database's clock, which all instances share.
PARTIES = """
select code, kind, name, level, area, roles, suspended, secret_sha256,
    case when former_until > clock_timestamp() then former_sha256 end as former_sha256
from parties
"""
STAFF = "select practitioner, institution, name, roles, phone, person_ref, disabled from staff"
OPERATORS = "select code, name, disabled from operators"
_log = structlog.get_logger()


@dataclass(slots=True)
class Parties:
    """Holds the newest snapshot; `current` is what processes and routes are given."""

    pool: Pool
    _directory: Directory = EMPTY

    def current(self) -> Directory:
        """Return the newest snapshot."""
        return self._directory

    @property
    def known(self) -> bool:
        """Whether the tables were ever read: before that, nobody can be told from a stranger."""
        return self._directory is not EMPTY

    async def refresh(self) -> None:
        """Read the tables. Raises `Away`."""
        with in_our_words():
            parties, staff = await self.pool.fetch(PARTIES), await self.pool.fetch(STAFF)
            operators = await self.pool.fetch(OPERATORS)
        self._directory = Directory.of(
            (_party(row) for row in parties),
            (_member(row) for row in staff),
            {row["code"]: _secrets(row) for row in parties},
            (Operator(row["code"], row["name"], row["disabled"]) for row in operators),
        )

    async def run(self) -> None:
        """Refresh for ever. While the database is away, the last snapshot stands."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.refresh()
            except Away as away:
                _log.warning("directory.outdated", reason=str(away))


def _party(row: Record) -> Party:
    return Party(
        row["code"],
        PartyKind(row["kind"]),
        row["name"],
        row["level"],
        row["area"],
        frozenset(row["roles"]),
        row["suspended"],
    )


def _secrets(row: Record) -> tuple[bytes, ...]:
    return tuple(digest for digest in (row["secret_sha256"], row["former_sha256"]) if digest is not None)


def _member(row: Record) -> Staff:
    return Staff(
        row["practitioner"],
        row["institution"],
        row["name"],
        frozenset(row["roles"]),
        row["phone"],
        row["person_ref"],
        row["disabled"],
    )
