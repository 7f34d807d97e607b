"""A clock that jumps: whatever is to happen happens in the order of its instant, and no time passes in between."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import TypeAlias

Action: TypeAlias = Callable[[], Awaitable[None]]
Entry: TypeAlias = tuple[datetime, int, Action]


def next_beat(when: datetime, beat: int) -> datetime:
    """Return the first instant from `when` on that is a whole number of `beat` seconds."""
    over = timedelta(seconds=when.timestamp() % beat)
    return when + (timedelta(seconds=beat) - over if over else over)


@dataclass(slots=True)
class Agenda:
    """What is still to happen. Of two things at one instant the one that was planned first comes first."""

    now: datetime
    _entries: list[Entry] = field(default_factory=list)
    _planned: int = 0

    def at(self, when: datetime, action: Action) -> None:
        """Let something happen at an instant (UTC); at once, if that has gone by."""
        self._planned += 1
        heappush(self._entries, (max(when, self.now), self._planned, action))

    def after(self, seconds: float, action: Action) -> None:
        """Let something happen so many seconds from now."""
        self.at(self.now + timedelta(seconds=seconds), action)

    def on_the_beat(self, seconds: float, beat: int, action: Action) -> None:
        """Let something happen so many seconds from now, at the next of the instants that are `beat` seconds apart.

        Who looks at the clock acts with others: what they ask for is then decided together.
        """
        self.at(next_beat(self.now + timedelta(seconds=seconds), beat), action)

    async def run(self, until: datetime) -> None:
        """Let everything happen up to an instant, which it then is."""
        entries = self._entries
        while entries and entries[0][0] <= until:
            self.now, _, action = heappop(entries)
            await action()
        self.now = until
