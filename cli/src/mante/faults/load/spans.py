"""When each application was under way: a board that shows nothing and keeps times."""

import time
from dataclasses import dataclass, field

from mante.demo.story.application import Application

ENDS = frozenset({"approved", "rejected", "withdrawn", "lapsed", "expired", "joined"})


@dataclass
class Spans:
    """Moments of the monotonic clock, by application; an end that isn't there yet is now."""

    began: dict[str, float] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        """Pass over it."""

    def begin(self, application: Application) -> None:
        """Keep when it began."""
        self.began[application.id] = time.monotonic()

    def notice(self, application: str, state: str, number: str) -> None:  # noqa: ARG002 - a board is told it
        """Keep when it ended."""
        if state in ENDS:
            self.ended[application] = time.monotonic()

    def overlaps(self, application: str, since: float, until: float) -> bool:
        """Say whether an application was under way at some time from `since` to `until`."""
        began, ended = self.began.get(application), self.ended.get(application, time.monotonic())
        return began is not None and began <= until and ended >= since
