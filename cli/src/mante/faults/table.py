"""What a fault is: how it is brought about, how often, and what must be over by when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mante.faults.ground import Ground, Injected

Inject = Callable[[Ground], Awaitable[Injected]]
"""Brings a fault about and heals it; returns how it was confirmed. Raises Unconfirmed."""
PATIENCE = 60.0


def everywhere() -> str:
    """Say that nothing is missing."""
    return ""


@dataclass(frozen=True)
class Fault:
    """One row of the table. `id` is the catalogue's: K for a kill point, F for anything else.

    The system is to be at rest `within` seconds of the healing, with `effects_of` a service done. `goal` is what we
    hold ourselves to where nothing else uses the machine. One that is `slow` needs a lease to run out: others go on
    meanwhile. One that is `alone` is tried when nobody else is there. `cannot` says why this machine is not one to try
    it on, if it isn't.
    """

    id: str
    name: str
    inject: Inject
    times: int = 1
    goal: float = 15.0
    within: float = PATIENCE
    effects_of: str | None = None
    slow: bool = False
    alone: bool = False
    cannot: Callable[[], str] = everywhere
