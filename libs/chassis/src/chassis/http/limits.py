"""How often a party may ask: a bucket of tokens each, refilled at a steady rate. Counted per instance."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Buckets:
    """Up to `burst` requests at once, `rate` a second in the long run."""

    rate: float
    burst: int
    _filled: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, name: str, now: float | None = None) -> float:
        """Take one token; return 0, or the seconds until there is one. `now` is in seconds of any steady clock."""
        now = time.monotonic() if now is None else now
        tokens, since = self._filled.get(name, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - since) * self.rate)
        enough = tokens >= 1.0
        self._filled[name] = (tokens - 1.0 if enough else tokens, now)
        return 0.0 if enough else (1.0 - tokens) / self.rate
