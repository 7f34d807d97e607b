"""Faults one after the other, as often as each says; those that want to be alone when nobody applies any more."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from mante.faults.ground import Ground
from mante.faults.injection import Say, in_full
from mante.faults.outcome import Tried
from mante.faults.table import Fault


@dataclass(frozen=True)
class InTurn:
    """All of `faults`, while `applications` are begun at least."""

    faults: Sequence[Fault]
    applications: int

    async def __call__(self, ground: Ground, say: Say) -> list[Tried]:
        """Let it happen."""
        tried = [Tried(fault, not_run=fault.cannot()) for fault in self.faults]
        able = [one for one in tried if not one.not_run]
        slow = await _each(ground, [one for one in able if not one.fault.alone], say)
        say(f"{ground.load.applications} applications so far")
        ground.load.hurry()
        await ground.load.reaches(self.applications)
        await asyncio.gather(*slow)
        await asyncio.gather(*await _each(ground, [one for one in able if one.fault.alone], say))
        await ground.load.close()
        return tried


async def _each(ground: Ground, tried: Sequence[Tried], say: Say) -> list["asyncio.Task[None]"]:
    times = [one for one in tried for _ in range(one.fault.times)]
    recovering = [await in_full(ground, one, say) for one in times]
    return [task for task in recovering if task is not None]
