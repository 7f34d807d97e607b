"""Who is signed in: a row each, found by the hash of a random token that only the browser has."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=8)
"""How long a session lasts without a click, and at all."""

TABLE = """
create table page_sessions (
    token_sha256 bytea primary key,
    who text not null,
    began_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp()
);
create index page_sessions_by_reader on page_sessions (who);
"""
"""What a service that has sessions creates in a migration of its own."""

BEGIN = "insert into page_sessions (token_sha256, who) values ($1, $2)"
# Forgets what is over on the way: there are few, and nobody else looks.
FORGET = """
delete from page_sessions
where seen_at < clock_timestamp() - $1::interval or began_at < clock_timestamp() - $2::interval
"""
SEE = """
update page_sessions set seen_at = clock_timestamp()
where token_sha256 = $1 and seen_at >= clock_timestamp() - $2::interval and began_at >= clock_timestamp() - $3::interval
returning who
"""
LOOK = """
select who from page_sessions
where token_sha256 = $1 and seen_at >= clock_timestamp() - $2::interval and began_at >= clock_timestamp() - $3::interval
"""
END = "delete from page_sessions where token_sha256 = $1"
END_ALL = "delete from page_sessions where who = $1"


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one service's pages. Times are real ones, whatever a demonstration does to the clock."""

    pool: Pool

    async def begin(self, who: str) -> str:
        """Return the token of a new session; signing in always begins a new one."""
        token = token_urlsafe(32)
        with in_our_words():
            await self.pool.execute(FORGET, IDLE, LONGEST)
            await self.pool.execute(BEGIN, _hash(token), who)
        return token

    async def who(self, token: str, *, clicked: bool = True) -> str | None:
        """Return who has this session, if it lasts; `clicked` is False where a page only looks after itself."""
        with in_our_words():
            found: str | None = await self.pool.fetchval(SEE if clicked else LOOK, _hash(token), IDLE, LONGEST)
        return found

    async def end(self, token: str) -> None:
        """End one session."""
        with in_our_words():
            await self.pool.execute(END, _hash(token))

    async def end_all_of(self, who: str) -> None:
        """End every session of somebody."""
        with in_our_words():
            await self.pool.execute(END_ALL, who)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
