"""Arming failpoints, and seeing who came by."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from mante.faults.finding import Unconfirmed
from mante.stack import home

LOOK_EVERY = 0.02
PATIENCE = 45.0
"""Seconds in which the load passes every point: people wait for each other on a busy machine."""


@dataclass(frozen=True)
class Hit:
    """Which process came by, and when, on the monotonic clock."""

    pid: int
    at: float


class Points:
    """The folder of failpoints of one stack."""

    def __init__(self, folder: Path) -> None:
        self._folder = home.failpoints_of(folder)
        self._folder.mkdir(exist_ok=True)

    def arm(self, name: str, action: str = "kill") -> None:
        """Let the next process that comes by do this."""
        written = self._folder / f".{uuid4().hex}"
        written.write_text(action)
        written.rename(self._folder / name)  # whole or not at all: somebody may be looking

    async def hit(self, name: str, within: float = PATIENCE) -> Hit:
        """Return who met an armed point. Raises Unconfirmed if nobody does, and disarms it."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for file in self._folder.glob(f"{name}.*.hit"):
                file.unlink()
                return Hit(int(file.name.split(".")[-2]), time.monotonic())
            await asyncio.sleep(LOOK_EVERY)
        (self._folder / name).unlink(missing_ok=True)
        raise Unconfirmed(f"nobody came by {name} within {within:g} s")
