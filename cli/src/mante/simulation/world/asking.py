"""Requests to one instance: those of one instant are decided together; who asks may never hear the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from chassis.message import Message
from chassis.rows import Commit, Reply

from mante.simulation.world.crashing import Crash
from mante.simulation.world.node import Node

PATIENCE = 5.0
Then: TypeAlias = Callable[[Reply | None], Awaitable[None]]
"""What is done with an answer; None if there was none, and whether anything happened is unknown."""


@dataclass(slots=True)
class Asking:
    """Where requests are handed in."""

    node: Node
    _waiting: list[tuple[Message, Then]] = field(default_factory=list)

    def begin(self) -> None:
        """Whoever waited was cut off."""
        self._waiting = []

    def committed(self, commit: Commit) -> None:
        """Nothing follows from a commit."""

    async def ask(self, message: Message, then: Then) -> None:
        """Have a request decided, with all others of this instant."""
        if not self.node.up:
            await then(None)
            return
        self._waiting.append((message, then))
        if len(self._waiting) == 1:
            self.node.agenda.after(0, self._serve)

    async def _serve(self) -> None:
        while self._waiting:
            group = self._next_group()
            replies: list[Reply | None]
            try:
                replies = [*await self.decide([message for message, _ in group])]
            except Crash as crash:
                self.node.die(crash)
                replies = [None] * len(group)
            for (_, then), reply in zip(group, replies, strict=True):
                await then(reply)

    async def decide(self, messages: list[Message]) -> list[Reply]:
        """Return the replies; raises `Crash` if the instance dies of it, before or after they took effect."""
        if not self.node.up:
            raise Crash("is not there")
        return await self.node.engine.decide(messages, PATIENCE)

    def _next_group(self) -> list[tuple[Message, Then]]:
        """Take what waits, but a key only once, as the real counter does."""
        group: dict[tuple[str, str], tuple[Message, Then]] = {}
        rest: list[tuple[Message, Then]] = []
        for one in self._waiting:
            at = (one[0].source, one[0].key)
            if at in group:
                rest.append(one)
            else:
                group[at] = one
        self._waiting = rest
        return list(group.values())
