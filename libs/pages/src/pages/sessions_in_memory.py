"""Sessions of a program that keeps nothing: whoever was signed in when it ends signs in again."""

import time
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe

from pages.sessions import IDLE, LONGEST


@dataclass(slots=True)
class _Session:
    who: str
    began_at: float
    seen_at: float

    def lasts(self, now: float) -> bool:
        return now - self.seen_at < IDLE.total_seconds() and now - self.began_at < LONGEST.total_seconds()


@dataclass(slots=True)
class SessionsInMemory:
    """The same as `pages.sessions.Sessions`, in this process alone."""

    _sessions: dict[bytes, _Session] = field(default_factory=dict)

    async def begin(self, who: str) -> str:
        """Return the token of a new session; those that are over are forgotten on the way."""
        now, token = time.monotonic(), token_urlsafe(32)
        self._sessions = {one: session for one, session in self._sessions.items() if session.lasts(now)}
        self._sessions[_hash(token)] = _Session(who, now, now)
        return token

    async def who(self, token: str, *, clicked: bool = True) -> str | None:
        """Return who has this session, if it lasts."""
        now, session = time.monotonic(), self._sessions.get(_hash(token))
        if session is None or not session.lasts(now):
            return None
        if clicked:
            session.seen_at = now
        return session.who

    async def end(self, token: str) -> None:
        """End one session."""
        self._sessions.pop(_hash(token), None)

    async def end_all_of(self, who: str) -> None:
        """End every session of somebody."""
        self._sessions = {one: session for one, session in self._sessions.items() if session.who != who}


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
