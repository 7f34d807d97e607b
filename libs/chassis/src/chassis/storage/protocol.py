"""What the engine asks of a storage: load under locks, say who holds a key, write one commit."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.decision import Holder
from chassis.message import Message
from chassis.rows import Commit, Held, Loaded


class Away(Exception):  # noqa: N818
    """The storage can't be had for now; whether the last commit took effect is unknown. Try again."""


class Retry(Exception):  # noqa: N818
    """Another transaction came first (deadlock, serialization, same request key): run it again at once."""


class Unacceptable(Exception):  # noqa: N818
    """The storage will never take this data (a NUL in JSON, a value out of range)."""


@dataclass(frozen=True, slots=True)
class Job:
    """An effect in the hands of a worker. `id` is the id to give a provider; `fence` guards its result.

    `attempt` is the rung of the ladder: after an outage it is 1 again, so it doesn't say whether somebody tried before.
    """

    id: UUID
    subject: UUID
    kind: str
    body: bytes
    attempt: int
    fence: int
    correlation_id: UUID
    traceparent: str | None

    @property
    def is_first(self) -> bool:
        """Say whether nobody ever had it before: no earlier try can have done it."""
        return self.fence == 1


class Transaction(Protocol):
    """One unit of work with its locks held."""

    loaded: Loaded

    async def holders(self, keys: Collection[str]) -> Mapping[str, Holder | None]:
        """Lock these reservation keys and say who holds each."""
        ...

    async def write(self, commit: Commit) -> None:
        """Write all of it."""
        ...


class Storage(Protocol):
    """Rows, timers, effects and records kept back. Raises `Away`, `Retry` and `Unacceptable`, nothing else."""

    def begin(self, messages: Sequence[Message]) -> AbstractAsyncContextManager[Transaction]:
        """Load what `messages` concern under locks, in one order; commit on leaving without an exception."""
        ...

    async def due_timers(self, limit: int) -> tuple[list[tuple[UUID, str, datetime]], float | None]:
        """Return timers that are due, and the seconds until the next one (or None)."""
        ...

    async def claim(self, kinds: Collection[str], limit: int, lease: float) -> list[Job]:
        """Lease up to `limit` effects of these kinds for `lease` seconds."""
        ...

    async def renew(self, job: Job, lease: float) -> None:
        """Keep the effect for another `lease` seconds, if nobody took it over."""
        ...

    async def put_back(self, job: Job, after: float, error: str, *, unmet: bool = False) -> None:
        """Try the effect again in `after` seconds, if the lease still holds; `unmet` says that the try met nobody."""
        ...

    async def hasten(self, kind: str) -> int:
        """Let effects whose last try met nobody be tried at once, as if for the first time; return how many."""
        ...

    async def held(self, parked_id: int) -> Held | None:
        """Return one record kept back that is not settled."""
        ...
