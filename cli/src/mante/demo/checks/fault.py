"""What a check may find."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Fault:
    """Something that was lost, or that came twice."""

    kind: Literal["lost", "twice"]
    what: str


def lost(what: str) -> Fault:
    """Return a fault: something isn't there."""
    return Fault("lost", what)


def twice(what: str) -> Fault:
    """Return a fault: something is there more than once."""
    return Fault("twice", what)
