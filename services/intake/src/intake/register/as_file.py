"""A register that a city puts down as a CSV file: read into the database when it has changed, then asked there.

A city has millions of insured. So the file is read in parts, each its own commit, beside the rows of the one before;
the last of them makes the new one count.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest
from itertools import islice
from pathlib import Path

import structlog
from asyncpg import Record
from chassis.database import session_lock
from chassis.storage.driver import Connection, Pool
from contracts.vocabulary import Scheme
from policy.calendar import SHANGHAI

from intake.domain.identity import IdType
from intake.domain.register import Entitled, Insured
from intake.register import sql
from intake.register.asking import Found, Question, Unclear
from intake.register.rows import BadFile, BadRow, Row, rows_in

LOCK = 7_012_027
PART = 10_000
"""So many rows at a time."""
TOLD = 100
"""So many bad lines are logged one by one; the rest is counted."""

IndexOf = Callable[[IdType, str], bytes]
_log = structlog.get_logger()


@dataclass(slots=True)
class RegisterAsFile:
    """The file at `path`. A row is found by `index_of` a person's document, so that the table holds no number."""

    path: Path
    pool: Pool
    index_of: IndexOf
    _seen: tuple[int, int] | None = None
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, question: Question) -> Found:
        """Look a person up in the newest file; raises `Unclear` while there is none that can be read."""
        async with self._reading:
            await self._keep_up()
        rows = await self.pool.fetch(sql.OF_PERSON, self.index_of(question.id_type, question.id_number))
        return Found(
            insured=tuple({Insured(area=row["area"], scheme=Scheme(row["scheme"])) for row in rows}),
            entitlements=tuple(_entitled(row) for row in rows if row["starts"]),
        )

    async def _keep_up(self) -> None:
        try:
            about = await asyncio.to_thread(self.path.stat)
            state = (about.st_mtime_ns, about.st_size)
            if state == self._seen:
                return
            await self._read_anew(await asyncio.to_thread(_digest, self.path))
        except (OSError, BadFile) as error:
            raise Unclear(f"the file of the insured: {error}") from error
        self._seen = state

    async def _read_anew(self, digest: str) -> None:
        # A lock of the session: no transaction stays open while a city's file is read.
        async with self.pool.acquire() as connection, session_lock(connection, LOCK) as held:
            if not held:
                raise Unclear("another instance reads the file of the insured")
            last = await connection.fetchrow(sql.LAST)
            if last is None or last["sha256"] != digest:
                await self._replace(connection, last["id"] if last else None, digest)

    async def _replace(self, connection: Connection, last: int | None, digest: str) -> None:
        await connection.execute(sql.FORGET_OTHERS, last)  # what a reader that died has left
        file = await connection.fetchval(sql.BEGIN, digest)
        good, bad = 0, list[BadRow]()
        with lines_of(self.path) as lines:
            found = rows_in(lines, datetime.now(UTC).astimezone(SHANGHAI).date())
            while part := await asyncio.to_thread(lambda: list(islice(found, PART))):
                records = [self._record(file, row) for row in part if isinstance(row, Row)]
                await connection.copy_records_to_table("insured", records=records, columns=sql.COLUMNS)
                good += len(records)
                bad += [row for row in part if isinstance(row, BadRow)]
        await connection.execute(sql.END, file, good, len(bad))
        await connection.execute(sql.FORGET_OTHERS, file)
        _tell(good, bad)

    def _record(self, file: int, row: Row) -> tuple[object, ...]:
        index = self.index_of(row.id_type, row.id_number)
        return file, index, row.area, row.scheme, row.national_code, row.disease_code, row.start, row.end


@contextmanager
def lines_of(path: Path) -> Iterator[Iterator[str]]:
    """Give the lines of a file as spreadsheets write it: what counts is ASCII, whatever the rest is encoded in."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        yield lines


def _tell(good: int, bad: list[BadRow]) -> None:
    _log.info("insured.read", rows=good, bad_rows=len(bad))
    for one in bad[:TOLD]:
        _log.warning("insured.bad_row", line=one.line, column=one.column, reason=one.reason)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _entitled(row: Record) -> Entitled:
    return Entitled(
        national_code=row["national_code"],
        disease_code=row["disease_code"],
        start=row["starts"].isoformat(),
        end=row["ends"].isoformat() if row["ends"] else None,
    )
