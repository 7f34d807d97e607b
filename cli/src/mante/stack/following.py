"""Starting a stack in a process of its own, following it until it is ready, and stopping it."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mante.stack import control, daemon, home, processes
from mante.stack.status import State, Status
from mante.stack.wanted import Wanted

About = dict[str, Any]


class DidNotComeUp(Exception):  # noqa: N818 - says what happened
    """The stack isn't up; the message says which part, with the end of its log."""


def bring_up(folder: Path, wanted: Wanted, tell: Callable[[Status], None]) -> About:
    """Starts the stack of `folder`, tells of each change of a part, and returns when all are ready.

    Raises DidNotComeUp. If the stack is up or on its way, it joins in.
    """
    pid = home.holder(folder) or daemon.start(folder, wanted)
    told: dict[str, Status] = {}
    about: About = {}
    for about, parts in control.watch(folder, pid):
        for part in parts:
            if told.get(part.name) != part:
                told[part.name] = part
                tell(part)
        if about["ready"]:
            return about
    raise DidNotComeUp(about.get("failed") or f"the supervisor ended; see {daemon.log_file(folder)}")


def take_down(folder: Path, tell: Callable[[Status], None]) -> bool:
    """Stops the stack of `folder` and returns when all of it has ended; False if none was running."""
    pid = home.holder(folder)
    if pid is None:
        return False
    processes.signal_one(pid, signal.SIGTERM)
    told: dict[str, Status] = {}
    for _, parts in control.watch(folder, pid):
        for part in parts:
            if part.state is State.STOPPED and told.get(part.name) != part:
                told[part.name] = part
                tell(part)
    return True
