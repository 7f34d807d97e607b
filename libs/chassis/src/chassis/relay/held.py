"""Topics that could not be published to, each with its own back-off, so that one never blocks another."""

from dataclasses import dataclass, field

FIRST = 0.5
LONGEST = 30.0


@dataclass(slots=True)
class Held:
    """Times are seconds of the loop's clock."""

    _until: dict[str, float] = field(default_factory=dict)
    _pause: dict[str, float] = field(default_factory=dict)

    def hold(self, topic: str, now: float) -> float:
        """Hold `topic` for twice as long as last time; return for how many seconds."""
        pause = min(self._pause.get(topic, FIRST / 2) * 2, LONGEST)
        self._pause[topic], self._until[topic] = pause, now + pause
        return pause

    def release(self, topic: str) -> None:
        """`topic` works again."""
        self._until.pop(topic, None)
        self._pause.pop(topic, None)

    def current(self, now: float) -> list[str]:
        """Return the topics that are still held."""
        return [topic for topic, until in self._until.items() if until > now]

    def __len__(self) -> int:
        """Return how many topics failed and have not worked since."""
        return len(self._until)
