"""What a check may find, and how an injection may fail."""

import re
from dataclasses import dataclass
from enum import StrEnum

from mante.demo.checks.fault import Fault

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Kind(StrEnum):
    """Which promise is broken."""

    LOST = "lost"
    TWICE = "twice"
    INVENTED = "invented"
    OUT_OF_ORDER = "out_of_order"
    UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Finding:
    """Something that must not be; `what` names the application where it is about one."""

    kind: Kind
    what: str

    @property
    def about(self) -> set[str]:
        """The ids that it names."""
        return set(_ID.findall(self.what))


class Unconfirmed(Exception):  # noqa: N818 - says what happened
    """Nobody saw the injection take place, so it counts for nothing."""


def as_finding(fault: Fault) -> Finding:
    """Return what one of the demonstration's checks found."""
    return Finding(Kind(fault.kind), fault.what)
