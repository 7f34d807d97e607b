"""A register that a city puts down as a CSV file: read into the database when it has changed, then asked there."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

import structlog
from asyncpg import Record
from chassis.storage.driver import Connection, Pool
from contracts.vocabulary import Scheme
from policy.calendar import SHANGHAI

from intake.domain.identity import IdType
from intake.domain.register import Entitled, Insured
from intake.register import sql
from intake.register.asking import Found, Question, Unclear
from intake.register.rows import BadFile, BadRow, Row, rows_in

LOCK = 7_012_027
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
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(
                sql.ONE_AT_A_TIME, LOCK
            )  # of several instances, one reads; the others find it done
            if await connection.fetchval(sql.LAST) != digest:
                await self._replace(connection, digest)

    async def _replace(self, connection: Connection, digest: str) -> None:
        rows, bad = await asyncio.to_thread(self._rows)
        await connection.execute(sql.FORGET)
        await connection.copy_records_to_table("insured", records=rows, columns=sql.COLUMNS)
        await connection.execute(sql.KEEP, digest, len(rows), len(bad))
        _log.info("insured.read", rows=len(rows), bad_rows=len(bad))
        for one in bad[:TOLD]:
            _log.warning("insured.bad_row", line=one.line, column=one.column, reason=one.reason)

    def _rows(self) -> tuple[list[tuple[object, ...]], list[BadRow]]:
        rows, bad = list[tuple[object, ...]](), list[BadRow]()
        with lines_of(self.path) as lines:
            for one in rows_in(lines, datetime.now(UTC).astimezone(SHANGHAI).date()):
                bad.append(one) if isinstance(one, BadRow) else rows.append(self._record(one))
        return rows, bad

    def _record(self, row: Row) -> tuple[object, ...]:
        index = self.index_of(row.id_type, row.id_number)
        return index, row.area, row.scheme, row.national_code, row.disease_code, row.start, row.end


@contextmanager
def lines_of(path: Path) -> Iterator[Iterator[str]]:
    """Give the lines of a file as spreadsheets write it: what counts is ASCII, whatever the rest is encoded in."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        yield lines


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
