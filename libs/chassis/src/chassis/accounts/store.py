"""Accounts as rows. Whether somebody takes part is the directory's to say, so that two flags can't disagree."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from asyncpg import Record

from chassis.accounts.passwords import Sealed, fits, is_acceptable, new_password, seal
from chassis.accounts.rules import Outcome, Tries, locked, one_more
from chassis.accounts.strangers import Strangers
from chassis.decision import NotFound
from chassis.parties import changes
from chassis.parties.directory import Directory
from chassis.parties.records import What
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

TABLE = """
create table accounts (
    code text primary key,
    salt bytea not null,
    digest bytea not null,
    n integer not null,
    r integer not null,
    p integer not null,
    must_change boolean not null,
    tries integer not null default 0,
    locked_until timestamptz,
    changed_at timestamptz not null default clock_timestamp()
);
"""
"""What a service that has accounts creates in a migration of its own."""

SAVE = """
insert into accounts (code, salt, digest, n, r, p, must_change) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (code) do update set salt = excluded.salt, digest = excluded.digest, n = excluded.n, r = excluded.r,
    p = excluded.p, must_change = excluded.must_change, tries = 0, locked_until = null,
    changed_at = clock_timestamp()
"""
ONE = "select *, clock_timestamp() as now from accounts where code = $1 for update"
COUNT = "update accounts set tries = $2, locked_until = $3 where code = $1"
FREE = "update accounts set tries = 0, locked_until = null where code = $1"
AT_ONCE = 2
"""Tries judged at the same time: each costs a core a quarter of a second."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of one service. A code is a practitioner's, whatever institutions they work at, or an operator's."""

    pool: Pool
    directory: Callable[[], Directory]
    _strangers: Strangers = field(default_factory=Strangers)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def issue(self, code: str, by: str, reason: str) -> str:
        """Return a new password that has to be changed at the first sign-in; audited. Raises `NotFound`."""
        if not self._takes_part(code):
            raise NotFound
        password = new_password()
        sealed = await self._seal(password)
        with in_our_words():
            async with self.pool.acquire() as connection, connection.transaction():
                await connection.execute(SAVE, *_row(code, sealed, must_change=True))
                await changes.note_here(connection, What.PASSWORD_ISSUED, by=by, reason=reason, code=code)
        return password

    async def sign_in(self, code: str, password: str) -> Outcome:
        """Say what this password counts for, at most five times in a row; real time counts, whatever the clock says."""
        account = await self._try(code)
        if self._waits(code, account):
            return Outcome.LOCKED
        sealed = _sealed(account) if account is not None and self._takes_part(code) else None
        async with self._room:
            right = await asyncio.to_thread(fits, password, sealed)
        if not right or account is None:
            return Outcome.WRONG
        with in_our_words():
            await self.pool.execute(FREE, code)
        return Outcome.MUST_CHANGE if account["must_change"] else Outcome.RIGHT

    async def change(self, code: str, former: str, password: str) -> bool:
        """Replace a password by one that its holder chose; False if that may not be, or `former` is wrong."""
        if not is_acceptable(password, code, former):
            return False
        if await self.sign_in(code, former) not in (Outcome.RIGHT, Outcome.MUST_CHANGE):
            return False
        sealed = await self._seal(password)
        with in_our_words():
            await self.pool.execute(SAVE, *_row(code, sealed, must_change=False))
        return True

    def _waits(self, code: str, account: Record | None) -> bool:
        if account is None:
            return self._strangers.turn_away(code, datetime.now(UTC))
        return locked(_tries(account), account["now"])

    def _takes_part(self, code: str) -> bool:
        directory = self.directory()
        operator = directory.operator(code)
        return bool(directory.posts(code)) or (operator is not None and not operator.disabled)

    async def _try(self, code: str) -> Record | None:
        """Return the account as it was before this try, which is counted."""
        with in_our_words():
            async with self.pool.acquire() as connection, connection.transaction():
                account: Record | None = await connection.fetchrow(ONE, code)
                if account is not None and not locked(_tries(account), account["now"]):
                    counted = one_more(_tries(account), account["now"])
                    await connection.execute(COUNT, code, counted.count, counted.locked_until)
        return account

    async def _seal(self, password: str) -> Sealed:
        async with self._room:
            return await asyncio.to_thread(seal, password)


def _tries(account: Record) -> Tries:
    return Tries(account["tries"], account["locked_until"])


def _sealed(account: Record) -> Sealed:
    return Sealed(account["salt"], account["digest"], account["n"], account["r"], account["p"])


def _row(code: str, sealed: Sealed, *, must_change: bool) -> tuple[object, ...]:
    return code, sealed.salt, sealed.digest, sealed.n, sealed.r, sealed.p, must_change
