"""Tries with codes that have no account: counted like any other's, or being locked would tell that there is one."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from chassis.accounts.rules import Tries, locked, one_more

MOST = 10_000
"""So many codes are remembered, the latest; in this process alone."""


@dataclass(slots=True)
class Strangers:
    """The codes that were tried, each with its tries."""

    _tries: OrderedDict[str, Tries] = field(default_factory=OrderedDict)

    def turn_away(self, code: str, now: datetime) -> bool:
        """Count a try, unless none counts now; return whether that is so."""
        tries = self._tries.pop(code, Tries())
        over = locked(tries, now)
        self._tries[code] = tries if over else one_more(tries, now)
        if len(self._tries) > MOST:
            self._tries.popitem(last=False)
        return over
