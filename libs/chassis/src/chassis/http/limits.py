"""How often somebody may ask: a bucket of tokens each, refilled at a steady rate. Counted per instance."""

import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from chassis.http.problems import Problem

MOST = 100_000
"""So many names are remembered, those who asked last: of addresses there is no end."""


class TooManyRequests(Problem):
    """Somebody is in too great a hurry; `wait` is in seconds."""

    english = "Too many requests: please wait a moment and try again."

    def __init__(self, wait: float) -> None:
        """Say when to come back (RFC 9110, 10.2.3)."""
        headers = {"Retry-After": str(math.ceil(wait))}
        super().__init__(429, "TOO_MANY_REQUESTS", "请求过于频繁，请稍后重试。", headers=headers)


@dataclass(slots=True)
class Buckets:
    """Up to `burst` requests at once, `rate` a second in the long run; `most` names are remembered."""

    rate: float
    burst: int
    most: int = MOST
    _filled: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, name: str, now: float | None = None) -> float:
        """Take one token; return 0, or the seconds until there is one. `now` is in seconds of any steady clock."""
        now = time.monotonic() if now is None else now
        tokens, since = self._filled.pop(name, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - since) * self.rate)
        enough = tokens >= 1.0
        self._filled[name] = (tokens - 1.0 if enough else tokens, now)
        if len(self._filled) > self.most:
            self._filled.popitem(last=False)
        return 0.0 if enough else (1.0 - tokens) / self.rate
