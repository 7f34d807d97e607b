"""What intake's decisions are bound to: the packs, the signature of grants, the register's time, who is a hospital."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from policy.registry import Packs

from intake.domain.grants import Sign


@dataclass(frozen=True, slots=True)
class Hospital:
    """A medical institution that hands in for people who live where it is: its 医院等级, 1 to 3, and its area."""

    level: int
    area: str | None


def _no_hospital(channel: str) -> Hospital | None:
    del channel
    return None


@dataclass(frozen=True, slots=True)
class Rules:
    """The packs in all their versions, and what a city has set. Without `register_wait` there is no register to ask.

    `hospital` says which channels are hospitals.
    """

    packs: Packs
    sign: Sign
    register_wait: timedelta | None = None
    hospital: Callable[[str], Hospital | None] = _no_hospital
