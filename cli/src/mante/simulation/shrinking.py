"""A script that breaks a promise, made as short as it gets: fewer lives, fewer faults, fewer turns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from mante.simulation.script.faults import Fault
from mante.simulation.script.lives import Life
from mante.simulation.script.script import Script

T = TypeVar("T")
Breaks = Callable[[Script], bool]
MOST_TRIES = 400


@dataclass(slots=True)
class _Trying:
    """Tries scripts until there were enough."""

    breaks: Breaks
    tries: int = 0

    def __call__(self, script: Script) -> bool:
        """Say whether a script still breaks the promise; False once there were too many tries."""
        self.tries += 1
        return self.tries <= MOST_TRIES and self.breaks(script)


def shrunk(script: Script, breaks: Breaks) -> Script:
    """Return the shortest script found for which `breaks` is still true."""
    trying = _Trying(breaks)
    before = script.size + 1
    while script.size < before:
        before = script.size
        script = _fewer(script.lives, partial(_with_lives, script), trying)
        script = _fewer(script.faults, partial(_with_faults, script), trying)
        script = _plainer(script, trying)
    return script


def _fewer(items: Sequence[T], made: Callable[[tuple[T, ...]], Script], breaks: Breaks) -> Script:
    """Leave out halves, then quarters, then single items, as long as it still breaks."""
    left, size = tuple(items), len(items)
    while size:
        for chunk in list(_chunks(left, size)):
            rest = tuple(one for one in left if one not in chunk)
            if len(rest) < len(left) and breaks(made(rest)):
                left = rest
        size //= 2
    return made(left)


def _with_lives(script: Script, lives: tuple[Life, ...]) -> Script:
    return replace(script, lives=lives)


def _with_faults(script: Script, faults: tuple[Fault, ...]) -> Script:
    return replace(script, faults=faults)


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _plainer(script: Script, breaks: Breaks) -> Script:
    """Leave out one turn after the other."""
    for life in script.lives:
        for turn in sorted(life.turns):
            known = next(one for one in script.lives if one.number == life.number)
            plainer = _with(script, replace(known, turns=known.turns - {turn}))
            if breaks(plainer):
                script = plainer
    return script


def _with(script: Script, life: Life) -> Script:
    lives = (life if one.number == life.number else one for one in script.lives)
    return replace(script, lives=tuple(lives))
