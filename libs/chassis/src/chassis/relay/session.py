"""The relay's own session with Postgres: it holds the leader's lock, reads, deletes, and carries notifications."""

from collections.abc import Callable
from typing import Any, TypeAlias

import asyncpg

Session: TypeAlias = "asyncpg.Connection[Any]"
LOCK = int.from_bytes(b"relay")
CHANNEL = "mante_outbox"
TIMEOUT = 10.0
LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
"""What a statement raises when the session is lost; the lock then is, too."""

# Lost deletions are published again and dropped by their consumers, so the relay need not wait for the disk; and a
# NOTIFY that did would make every commit of the cluster wait in its line. Probing an
# idle connection frees a dead leader's lock.
SETTINGS = {
    "synchronous_commit": "off",
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "2",
}


async def open_session(dsn: str, name: str) -> Session:
    """Return a session known to Postgres as `<name> relay`. Raises one of `LOST`."""
    settings = {"application_name": f"{name} relay", **SETTINGS}
    return await asyncpg.connect(dsn, timeout=TIMEOUT, command_timeout=TIMEOUT, server_settings=settings)


async def try_to_lead(session: Session) -> bool:
    """Take the lock if nobody has it. It is held until the session ends."""
    taken: bool = await session.fetchval("select pg_try_advisory_lock($1)", LOCK)
    return taken


async def listen(session: Session, heard: Callable[[], None]) -> None:
    """Call `heard` when another process has committed events."""
    await session.add_listener(CHANNEL, lambda *_: heard())


async def notify(session: Session) -> None:
    """Tell the leader, in another process, that events were committed."""
    await session.execute("select pg_notify($1, '')", CHANNEL)
