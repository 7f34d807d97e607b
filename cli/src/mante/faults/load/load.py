"""People who come one after the other for as long as they are let in."""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from mante.demo.story.scene import Scene
from mante.faults.load.lives import anybody, life, one_application

A_LOOK = 0.5  # seconds
HASTE = 1.5


@dataclass(frozen=True)
class Pace:
    """A person comes `every` so many seconds, unless as many as `at_once` are here still, for up to eleven `diseases`.

    The machine is not to be busy with them alone: recovery is measured, too. Who could not come while something was
    away comes later where they are `catching_up`, up to half as many again as usual.
    """

    every: float = 3.0
    at_once: int = 8
    diseases: int = 5
    catching_up: bool = False


@dataclass
class Load:
    """`astray` says of whoever did not come to the end that was expected, why."""

    scene: Scene
    pace: Pace
    astray: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)
    _under_way: set["asyncio.Task[None]"] = field(default_factory=set)
    _coming: "asyncio.Task[None] | None" = None

    @property
    def applications(self) -> int:
        """How many were begun."""
        return len(self.scene.applications)

    async def reaches(self, applications: int) -> None:
        """Return when so many were begun."""
        while self.applications < applications:  # noqa: ASYNC110 - people come one after the other
            await asyncio.sleep(A_LOOK)

    def hurry(self) -> None:
        """Let people come as fast as the machine bears: nothing happens to it, and no recovery is measured."""
        self.pace = replace(self.pace, every=self.pace.every / HASTE, at_once=2 * self.pace.at_once)

    def number(self) -> int:
        """Return the number of a person who never came before."""
        return next(self._numbers)

    def begin(self, doing: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Let somebody live through something."""
        task = asyncio.create_task(self._kept(doing))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    def somebody_applies(self) -> "asyncio.Task[None]":
        """Let somebody who never came before apply once."""
        return self.begin(one_application(self.scene, anybody(self.number())))

    def open(self) -> None:
        """Let people come."""
        self._coming = asyncio.create_task(self._come())

    async def close(self) -> None:
        """Let nobody come any more, and wait until whoever is here has ended."""
        if self._coming is not None:
            self._coming.cancel()
            await asyncio.wait([self._coming])
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _come(self) -> None:
        began, came = time.monotonic(), 0
        while True:
            if len(self._under_way) < self.pace.at_once:
                self.begin(life(self.scene, self.number(), self.pace.diseases))
                came += 1
            late = self.pace.catching_up and came * self.pace.every < time.monotonic() - began
            await asyncio.sleep(self.pace.every / HASTE if late else self.pace.every)

    async def _kept(self, doing: Coroutine[Any, Any, None]) -> None:
        try:
            await doing
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told at the end
            self.astray.append(f"{type(error).__name__}: {error}")
