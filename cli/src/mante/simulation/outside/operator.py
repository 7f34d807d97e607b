"""Operators: re-drive what was parked, discard what nobody can read, replay a topic when a fault has them do it."""

from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from chassis.parked import NoSuchRecord, Parked
from chassis.rows import Commit, HeldStatus
from contracts.ids import derived

from mante.simulation.scene import Scene
from mante.simulation.world.crashing import Crash
from mante.simulation.world.node import Node

LOOKS_AFTER = 3 * 3600.0
AGAIN_AFTER = 3600.0
NAME = "operator"
NEVER = ("unreadable", "unknown_major")
PASSING = ("party:", "storage:")
"""What begins the detail of a record that may be readable later: its sender takes part again, say."""


@dataclass(slots=True)
class Operator:
    """Whoever looks after one service's parked records."""

    node: Node
    scene: Scene
    discarded: list[int] = field(default_factory=list)
    _orders: "count[int]" = field(default_factory=count)
    _planned: bool = False

    def begin(self) -> None:
        """See what is parked, though the process died of the very commit that stored it."""
        if self._parked():
            self._plan(LOOKS_AFTER)

    def committed(self, commit: Commit) -> None:
        """Hear of what is parked."""
        if commit.held:
            self._plan(LOOKS_AFTER)

    def _plan(self, seconds: float) -> None:
        if not self._planned:
            self._planned = True
            self.scene.agenda.after(seconds, self._look)

    def _parked(self) -> list[int]:
        return [id_ for id_, held in self.node.storage.parked.items() if held.status is HeldStatus.PARKED]

    def _order(self) -> UUID:
        return derived(self.scene.root, f"order:{self.node.name}:{next(self._orders)}")

    async def _look(self) -> None:
        """Go through what is parked; what can't be decided yet is looked at again."""
        self._planned = False
        hands = Parked(self.node.storage, self.node.engine, self._order)
        try:
            for record in self._parked() if self.node.up else ():
                await self._settle(hands, record)
        except Crash as crash:
            self.node.die(crash)
        if self._parked():
            self._plan(AGAIN_AFTER)

    async def _settle(self, hands: Parked, record: int) -> None:
        held = self.node.storage.parked[record]
        subject = held.new.message.subject
        try:
            if held.reason in NEVER and not held.detail.startswith(PASSING):
                self.scene.tell(NAME, f"discards a record that {self.node.name} can't read", subject)
                self.discarded.append(record)
                await hands.discard(record, "nobody can read it", NAME)
            elif subject in self.scene.given_up and held.reason == "refused":
                self.scene.tell(NAME, f"discards what {self.node.name} can't decide without what was given up", subject)
                await hands.discard(record, "what it needs was given up", NAME)
            else:
                self.scene.tell(NAME, f"re-drives what {self.node.name} parked ({held.detail})", subject)
                await hands.redrive(record)
        except NoSuchRecord:
            return
