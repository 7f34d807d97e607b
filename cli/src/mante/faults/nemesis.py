"""Faults as a seed has them: one to three at once, and each heals when it will."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mante.faults.ground import Ground
from mante.faults.injection import Say, in_full
from mante.faults.outcome import Tried
from mante.faults.table import Fault

PAUSE = (1.0, 5.0)
"""Seconds from rest to the next."""
APART = 2.0
AT_ONCE = (1, 2, 3)


@dataclass
class Nemesis:
    """Picks among `faults` for so many `minutes`. The same seed picks the same, whatever becomes of it."""

    faults: Sequence[Fault]
    minutes: float
    seed: int
    _tried: dict[str, Tried] = field(default_factory=dict)

    async def __call__(self, ground: Ground, say: Say) -> list[Tried]:
        """Let it happen."""
        chance, until = random.Random(self.seed), time.monotonic() + self.minutes * 60  # noqa: S311 - to be repeated
        slow: list[asyncio.Task[None]] = []
        while time.monotonic() < until:
            picked = self.pick(chance)
            say(" + ".join(fault.id for fault, _ in picked))
            found = await asyncio.gather(*(self._later(ground, *each, say) for each in picked))
            slow += [task for task in found if task is not None]
            await asyncio.sleep(chance.uniform(*PAUSE))
        await asyncio.gather(*slow)
        await ground.load.close()
        return list(self._tried.values())

    def pick(self, chance: random.Random) -> list[tuple[Fault, float]]:
        """Return the faults that come next, each with the seconds after which it does."""
        picked = chance.sample(list(self.faults), chance.choice(AT_ONCE))
        return [(fault, chance.uniform(0, APART)) for fault in picked]

    async def _later(self, ground: Ground, fault: Fault, after: float, say: Say) -> "asyncio.Task[None] | None":
        one = self._tried.setdefault(fault.id, Tried(replace(fault, times=0)))
        await asyncio.sleep(after)
        before = len(one.confirmed)
        found = await in_full(ground, one, say)
        if len(one.confirmed) > before:
            one.fault = replace(one.fault, times=one.fault.times + 1)
        else:  # somebody else's fault kept everybody from it: it counts for nothing
            one.failures.pop()
        return found
