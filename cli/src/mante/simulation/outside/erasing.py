"""Somebody asks to be forgotten: operators erase the application in every service, and try again where one is down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from chassis.parked import Parked
from contracts.ids import derived

from mante.simulation.scene import Scene
from mante.simulation.script.turns import Turn
from mante.simulation.world.crashing import Crash
from mante.simulation.world.node import Node

HOURS = (1, 30, 900)
"""After the beginning of the application."""
AGAIN_AFTER = 600.0


@dataclass(frozen=True, slots=True)
class Erasing:
    """All erasures of one history."""

    scene: Scene
    nodes: Mapping[str, Node]

    def plan(self) -> None:
        """Let each be ordered at its time."""
        for application, life in self.scene.lives.items():
            if life.takes(Turn.ERASED):
                hours = timedelta(hours=self.scene.dice(application).choice(HOURS))
                begun = self.scene.script.begins + life.begins
                self.scene.agenda.at(begun + hours, partial(self._begin, application))

    async def _begin(self, application: UUID) -> None:
        self.scene.erased.add(application)
        self.scene.tell("operator", "erases the application everywhere", application)
        for node in self.nodes.values():
            await self._erase(node, application)

    async def _erase(self, node: Node, application: UUID) -> None:
        order = derived(application, f"erase:{node.name}")
        hands = Parked(node.storage, node.engine, lambda: order)
        try:
            if node.up:
                await hands.erase(application, "asked to be forgotten", "operator")
                return
        except Crash as crash:
            node.die(crash)
        self.scene.agenda.after(AGAIN_AFTER, partial(self._erase, node, application))
