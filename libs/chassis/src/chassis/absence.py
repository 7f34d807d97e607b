"""Tries of effects that met nobody: they say nothing about the effect, which is tried at once when somebody answers.

Only what reached nobody for certain counts, or would have changed nothing. Elsewhere a time-out or a cut line may be
the effect's own doing, or have done it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import httpx

AT_MOST_EVERY = 5.0
"""Seconds. Where one of several addresses is dead, one answers while another doesn't, without an end."""


class Absent(Exception):  # noqa: N818
    """Nobody answered whom an effect needs, and asking had no effect."""


NOBODY = (Absent, ConnectionRefusedError, httpx.ConnectError, httpx.ConnectTimeout)


def met_nobody(error: BaseException) -> bool:
    """Say whether a try failed because whom it needs isn't there."""
    return any(isinstance(one, NOBODY) for one in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


@dataclass(slots=True)
class Absences:
    """For which kinds of effects nobody was there. At the beginning that is unknown, so all may wait."""

    kinds: Iterable[str]
    clock: Callable[[], float] = time.monotonic
    _missed: set[str] = field(init=False)
    _over: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._missed = set(self.kinds)

    def missed(self, kind: str) -> None:
        """Note that nobody was there for a kind."""
        self._missed.add(kind)

    def is_over(self, kind: str) -> bool:
        """Say, once, that somebody is there again. To be asked whenever an effect was done."""
        now = self.clock()
        if kind not in self._missed or now < self._over.get(kind, now):
            return False
        self._missed.discard(kind)
        self._over[kind] = now + AT_MOST_EVERY
        return True
