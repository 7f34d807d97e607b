"""Clocks of services, for trials: each can be set forward and back from outside, where this machine has libfaketime."""

import sys
from collections.abc import Mapping
from pathlib import Path

from mante.stack.files import write_private

UNSETTABLE = frozenset({"documents"})
"""What it asks the store by waits in a way that libfaketime breaks (`time.sleep` fails with EINVAL)."""
_PLACES = ("usr/lib/*/faketime/libfaketimeMT.so.1", "usr/lib*/faketime/libfaketimeMT.so.1")
LOOKED_AT_EVERY = 1
"""Seconds after which a process looks again whether its clock was set."""
RIGHT = 0


def library() -> Path | None:
    """Where libfaketime is, if it is."""
    if sys.platform != "linux":
        return None
    return next((found for place in _PLACES for found in sorted(Path("/").glob(place))), None)


def file_of(home: Path, service: str) -> Path:
    """The file that says by how much the clock of `service` is wrong."""
    return home / "clocks" / service


def put(home: Path, service: str, seconds: int) -> None:
    """Set the clock of all processes of a service by so many seconds from the right time."""
    write_private(file_of(home, service), f"{seconds:+d}\n")


def environment(home: Path, service: str) -> Mapping[str, str]:
    """What a process of `service` is given so that its clock can be set; nothing where that can't be done.

    Only the time of day is wrong: what passes is measured by another clock, which nobody can set.
    """
    faketime = library()
    if faketime is None or service in UNSETTABLE:
        return {}
    put(home, service, RIGHT)
    return {
        "LD_PRELOAD": str(faketime),
        "FAKETIME_TIMESTAMP_FILE": str(file_of(home, service)),
        "FAKETIME_CACHE_DURATION": str(LOOKED_AT_EVERY),
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
