"""An operator gives up what is missing before the records that wait, though it may only be late."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from chassis.parked import Parked
from chassis.planning.working import source_of
from chassis.rows import HeldStatus
from contracts.ids import derived

from mante.simulation.outside.operator import NAME
from mante.simulation.scene import Scene
from mante.simulation.world.node import Node

LOOKS, EVERY = 200, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class GivingUp:
    """Whoever looks after the records of one service that wait for an earlier one."""

    node: Node
    scene: Scene

    def plan(self) -> None:
        """Look several times, from now on."""
        for look in range(LOOKS):
            self.node.at(self.scene.agenda.now + look * EVERY, self._look)

    async def _look(self) -> None:
        waiting = {
            (held.new.message.subject, source_of(held.new.message))
            for held in self.node.storage.parked.values()
            if held.status is HeldStatus.WAITING
        }
        for subject, source in sorted(waiting):
            self.scene.given_up.add(subject)
            self.scene.tell(NAME, f"gives up what {self.node.name} has not heard of {source}", subject)
            await self._hands(subject, source).accept_gap(subject, source, "it will not come", NAME)

    def _hands(self, subject: UUID, source: str) -> Parked:
        order = derived(subject, f"gap:{self.node.name}:{source}:{self.scene.agenda.now.isoformat()}")
        return Parked(self.node.storage, self.node.engine, lambda: order)
