"""A storage whose process may die while it writes, and right after."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from chassis.message import Message
from chassis.storage.memory import MemoryStorage, MemoryTransaction

from mante.simulation.script.faults import Kind


class Crash(Exception):  # noqa: N818
    """The process ended here; nothing that it only knew is left."""


@dataclass(slots=True)
class MortalStorage(MemoryStorage):
    """Tables that outlive the process that writes them. `doom` strikes at the next commit, once."""

    doom: Kind | None = None

    def begin(  # type: ignore[override]
        self, messages: Sequence[Message]
    ) -> AbstractAsyncContextManager[MemoryTransaction]:
        """Load and commit as ever, unless doom is near."""
        begun = MemoryStorage.begin(self, messages)
        return begun if self.doom is None else self._doomed(begun)

    @asynccontextmanager
    async def _doomed(self, begun: AbstractAsyncContextManager[MemoryTransaction]) -> AsyncIterator[MemoryTransaction]:
        async with begun as transaction:
            yield transaction
            self.strike(Kind.CRASH_BEFORE_COMMIT)
        self.strike(Kind.CRASH_AFTER_COMMIT)

    def strike(self, kind: Kind) -> None:
        """Let the process end here, if that is its doom; raises `Crash`."""
        if self.doom is kind:
            self.doom = None
            raise Crash(kind)
