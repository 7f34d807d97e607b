"""One instance of a service: up or down, with parts that begin anew whenever it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol
from uuid import UUID

from chassis.engine import Engine
from chassis.process import Process
from chassis.rows import Commit

from mante.simulation.world.agenda import Action, Agenda
from mante.simulation.world.crashing import Crash, MortalStorage

Dice = Callable[[UUID], Random]
"""What the chances of one application (or of nobody in particular) are drawn from."""

BACK_AFTER = 20.0
"""Seconds that an instance is down that crashed."""


class Part(Protocol):
    """What an instance does beside deciding: hearing, publishing, ringing, working, answering."""

    def begin(self) -> None:
        """Start from what is stored: nothing else is left."""

    def committed(self, commit: Commit) -> None:
        """See whether a commit gives anything to do."""


@dataclass(slots=True)
class Node:
    """An instance with its database. `lives` counts its starts: what was planned in an earlier one doesn't happen."""

    name: str
    agenda: Agenda
    dice: Dice
    process: Process[Any]
    told: Callable[[str, str], None]
    storage: MortalStorage = field(init=False)
    engine: Engine = field(init=False)
    up: bool = False
    starts: int = 0
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give it a database and an engine."""
        self.storage = MortalStorage(clock=lambda: self.agenda.now)
        self.engine = Engine(self.process, self.storage, on_commit=self._committed)

    def _committed(self, commit: Commit) -> None:
        for part in self.parts:
            part.committed(commit)

    def start(self) -> None:
        """Come up, with nothing but what is stored."""
        self.up, self.starts = True, self.starts + 1
        for part in self.parts:
            part.begin()

    def stop(self, lasts: timedelta) -> None:
        """Go down, and come up again later."""
        if not self.up:
            return
        self.up = False
        self.told(self.name, f"is down for {lasts.total_seconds():.0f} s")
        start = self.starts

        async def again() -> None:
            if not self.up and self.starts == start:
                self.start()

        self.agenda.at(self.agenda.now + lasts, again)

    def at(self, when: datetime, action: Action) -> None:
        """Let this instance do something at an instant, unless it dies before; it may die of it."""
        start = self.starts

        async def if_it_lives() -> None:
            if self.up and self.starts == start:
                await self.risk(action)

        self.agenda.at(when, if_it_lives)

    def after(self, seconds: float, action: Action) -> None:
        """Let this instance do something so many seconds from now."""
        self.at(self.agenda.now + timedelta(seconds=seconds), action)

    async def risk(self, action: Callable[[], Awaitable[None]]) -> None:
        """Do something that the instance may die of."""
        try:
            await action()
        except Crash as crash:
            self.die(crash)

    def die(self, crash: Crash) -> None:
        """Go down at once, and come up again."""
        if self.up:
            self.told(self.name, str(crash))
            self.stop(timedelta(seconds=BACK_AFTER))
