"""Sign-ins as rows: begun, tried, used once; forgotten after two days."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import randbelow, token_urlsafe
from uuid import UUID

from asyncpg import Record
from chassis.storage.driver import Connection, Pool
from chassis.storage.errors import in_our_words

from intake.sign_ins.rules import Attempt, Outcome, judge, may_send

FORGET_ALL_OF = "delete from sign_ins where person_ref = $1"
FORGET = "delete from sign_ins where began_at < clock_timestamp() - interval '2 days'"
LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
EARLIER = """
select began_at, wrong, last_wrong_at from sign_ins
where (person_ref = $1 or contact_index = $2) and code_sha256 is not null
"""
BEGIN = "insert into sign_ins (token_sha256, person_ref, contact_index, code_sha256) values ($1, $2, $3, $4)"
ONE = "select * from sign_ins where token_sha256 = $1 and not used for update"
OTHERS = "select began_at, wrong, last_wrong_at from sign_ins where person_ref = $1 and token_sha256 <> $2"
COUNT_WRONG = """
update sign_ins set wrong = wrong + 1, last_wrong_at = clock_timestamp() where token_sha256 = $1
"""
USE = "update sign_ins set used = true where token_sha256 = $1"
NOW = "select clock_timestamp()"
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in under way: the browser's token, and the code to send, if one is to be sent."""

    token: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """Who signs in, as the vault knows them: their reference, and the index of their telephone."""

    person_ref: UUID
    contact_index: bytes


@dataclass(frozen=True, slots=True)
class SignIns:
    """The sign-ins under way. Real time counts, whatever a demonstration does to the clock."""

    pool: Pool

    async def begin(self, known: Known | None) -> Begun:
        """Begin a sign-in; for nobody we know, or too often, it looks the same and has no code."""
        token, code = token_urlsafe(32), f"{randbelow(10**DIGITS):0{DIGITS}}"
        with in_our_words():
            async with self.pool.acquire() as connection, connection.transaction():
                await connection.execute(FORGET)
                if known is None or not await self._may_send(connection, known):
                    known_ref = known.person_ref if known else None
                    await connection.execute(BEGIN, _hash(token), known_ref, None, None)
                    return Begun(token, None)
                await connection.execute(
                    BEGIN, _hash(token), known.person_ref, known.contact_index, _hash(token + code)
                )
        return Begun(token, code)

    async def forget(self, person_ref: UUID) -> None:
        """Forget every sign-in of somebody who is erased."""
        await self.pool.execute(FORGET_ALL_OF, person_ref)

    async def _may_send(self, connection: Connection, known: Known) -> bool:
        # One at a time for a person and for a telephone, or two at once would both find that they may.
        for key in sorted((str(known.person_ref), known.contact_index.hex())):
            await connection.execute(LOCK, key)
        rows = await connection.fetch(EARLIER, known.person_ref, known.contact_index)
        return may_send([_attempt(row) for row in rows], await connection.fetchval(NOW))

    async def enter(self, token: str, code: str) -> tuple[Outcome, UUID | None]:
        """Return what a code counts for, and who it lets in; it counts once."""
        with in_our_words():
            async with self.pool.acquire() as connection, connection.transaction():
                row = await connection.fetchrow(ONE, _hash(token))
                if row is None:
                    return Outcome.OVER, None
                outcome = await self._judge(connection, row, matches=row["code_sha256"] == _hash(token + code))
                if outcome is Outcome.WRONG:
                    await connection.execute(COUNT_WRONG, row["token_sha256"])
                if outcome is Outcome.RIGHT:
                    await connection.execute(USE, row["token_sha256"])
                    return outcome, row["person_ref"]
        return outcome, None

    async def _judge(self, connection: Connection, row: Record, *, matches: bool) -> Outcome:
        person_ref = row["person_ref"]
        others = await connection.fetch(OTHERS, person_ref, row["token_sha256"]) if person_ref else []
        now: datetime = await connection.fetchval(NOW)
        return judge(_attempt(row), [_attempt(one) for one in others], now, matches=matches)


def _attempt(row: Record) -> Attempt:
    return Attempt(row["began_at"], row["wrong"], row["last_wrong_at"])


def _hash(text: str) -> bytes:
    return sha256(text.encode()).digest()
