"""How long to wait before a program is started again."""

from dataclasses import dataclass


@dataclass
class Backoff:
    """Doubles from `first` to `longest` seconds; forgets once a program has lived `healthy` seconds."""

    first: float = 0.2
    longest: float = 10.0
    healthy: float = 20.0
    _next: float = 0.0

    def after(self, lived: float) -> float:
        """Seconds to wait before the next start, when the last one lived `lived` seconds."""
        if lived >= self.healthy:
            self._next = 0.0
        self._next = min(self.longest, self._next * 2 or self.first)
        return self._next
