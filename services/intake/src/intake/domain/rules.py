"""What intake's decisions are bound to: the packs, the signature of grants, how long the register is waited for."""

from dataclasses import dataclass
from datetime import timedelta

from policy.registry import Packs

from intake.domain.grants import Sign


@dataclass(frozen=True, slots=True)
class Rules:
    """The packs in all their versions, and what a city has set. Without `register_wait` there is no register to ask."""

    packs: Packs
    sign: Sign
    register_wait: timedelta | None = None
