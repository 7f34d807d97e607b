"""The timers of one instance: rung by its leader when they are due, and again by one that doesn't know it is old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from chassis.message import Message
from chassis.rows import Commit
from chassis.timers import PAGE, Timers, timer_message

from mante.simulation.world.node import Node

LATE = timedelta(seconds=0.5)
"""Within a second the leader looks again."""


@dataclass(slots=True)
class Ringing:
    """Fires what is due. While `twice` is positive an old leader brings what it had read, later."""

    node: Node
    twice: int = 0

    def begin(self) -> None:
        """Look now, and whenever something will be due."""
        for due in sorted(set(self.node.storage.timers.values())):
            self.node.at(due + LATE, self.ring)

    def committed(self, commit: Commit) -> None:
        """Look when what was set is due."""
        for due in commit.timers.values():
            if due is not None:
                self.node.at(due + LATE, self.ring)

    async def ring(self) -> None:
        """Fire every timer that is due."""
        if self.twice:
            await self._remember()
        await Timers(self.node.storage, self.node.engine).fire_due()

    async def _remember(self) -> None:
        due, _ = await self.node.storage.due_timers(PAGE)
        if due:
            self.twice -= 1
            self.node.after(45, lambda: self._bring([timer_message(*timer) for timer in due]))

    async def _bring(self, messages: Sequence[Message]) -> None:
        await self.node.engine.handle(messages)
