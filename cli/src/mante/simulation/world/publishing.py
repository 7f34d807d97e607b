"""The relay of one instance: publishes the outbox, the lowest rows first, and takes out what the bus has.

A model of the real one, whose leadership and producer are tried on Postgres and Kafka: here it may repeat, and hold a
topic, as the real one does.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis.rows import Commit

from mante.simulation.script.faults import Kind
from mante.simulation.world.bus import Bus
from mante.simulation.world.node import Node

GAP = 0.005
"""Seconds from a commit to the turn that publishes it."""


@dataclass(slots=True)
class Publishing:
    """Both are stored: `unsent` are the rows of the outbox that the bus isn't known to have, by their places.

    `sent` says when each other one was sent last.
    """

    node: Node
    bus: Bus
    unsent: list[int] = field(default_factory=list)
    sent: dict[int, datetime] = field(default_factory=dict)
    held: dict[str, datetime] = field(default_factory=dict)
    _known: int = 0
    _awake: bool = False

    def begin(self) -> None:
        """Publish what was left."""
        self._awake = False
        self._wake(GAP)
        for until in self.held.values():
            self.node.at(until + timedelta(seconds=GAP), self.turn)

    def committed(self, commit: Commit) -> None:
        """Publish what was committed."""
        if commit.outbox:
            self._wake(GAP)

    def hold(self, topic: str, until: datetime) -> None:
        """Be unable to publish to a topic until then."""
        self.held[topic] = until
        self.node.at(until + timedelta(seconds=GAP), self.turn)

    def resend(self, since: datetime) -> None:
        """Publish again what was sent since then, if it be for the second time: who has it drops it by its number."""
        again = [place for place, at in self.sent.items() if at >= since]
        self.unsent = sorted({*self.unsent, *again})
        self.node.after(GAP, self.turn)

    def _wake(self, seconds: float) -> None:
        if not self._awake:
            self._awake = True
            self.node.after(seconds, self.turn)

    async def turn(self) -> None:
        """Publish every row whose topic isn't held; a death before the end of it repeats them all."""
        self._awake = False
        outbox, now = self.node.storage.outbox, self.node.agenda.now
        self.unsent += range(self._known, len(outbox))
        self._known = len(outbox)
        left: list[int] = []
        for place in self.unsent:
            row = outbox[place]
            if self.held and self.held.get(row.topic, now) > now:
                left.append(place)
            else:
                self.bus.publish(row.topic, row.subject, row.headers, row.value)
                self.sent[place] = now
        if len(left) < len(self.unsent):
            self.node.storage.strike(Kind.CRASH_AFTER_PUBLISHING)
        self.unsent = left
