"""Named points at which a trial ends or freezes this process. Without a folder to look into they do nothing.

Whoever tries the running system lays a file into the folder, `review.written.event` say. The first process of review to
come by takes it away and does what it says: `kill` or `stop`. Each file works once, so that a process that is started
again goes on; what is left of it, `review.written.event.<pid>.hit`, tells who came by.
"""

import os
import signal
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}


class Point(StrEnum):
    """Where a process may end. One engine decides everything, so these few are every service's."""

    DECIDING = "deciding"
    """Before the transaction; of a kind of message."""
    WRITTEN = "written"
    """In the transaction, before COMMIT; of a kind of message."""
    COMMITTED = "committed"
    """After COMMIT, before anybody is answered or woken; of a kind of message."""
    HANDLED = "handled"
    """A batch from the bus took effect and isn't acknowledged."""
    ACKNOWLEDGED = "acknowledged"
    """It is acknowledged."""
    READ = "read"
    """The relay has read rows of the outbox and published none."""
    PUBLISHED = "published"
    """They are on the bus, and in the outbox still."""
    MOVED = "moved"
    """They are among the sent ones."""
    CLAIMED = "claimed"
    """An effect is leased and not begun; of a kind of effect."""
    PERFORMED = "performed"
    """The outside world has done it, and nobody here knows; of a kind of effect."""


@dataclass(frozen=True, slots=True)
class Failpoints:
    """The folder in which the points of one service are armed."""

    folder: Path
    service: str

    def reach(self, point: Point, of: str) -> None:
        """End or freeze this process, if that is armed here."""
        armed = self.folder / name_of(self.service, point, of)
        try:
            action = armed.read_text()  # first: whoever waits for the hit takes it away as soon as it is there
            os.rename(armed, f"{armed}.{os.getpid()}.hit")  # noqa: PTH104 - one call to the system: only one gets it
        except FileNotFoundError:
            return
        os.kill(os.getpid(), SIGNALS[action])


_switched_on: list[Failpoints] = []


def name_of(service: str, point: Point, of: str = "") -> str:
    """Return the name of the file that arms a point."""
    return ".".join(filter(None, (service, point.value, of)))


def switch_on(folder: Path, service: str) -> None:
    """Look for armed points from now on. A program calls it; settings see to it that no production does."""
    _switched_on[:] = [Failpoints(folder, service)]


def reach(point: Point, of: str = "") -> None:
    """Pass a point. `of` is a kind of message or of effect."""
    for failpoints in _switched_on:
        failpoints.reach(point, of)
