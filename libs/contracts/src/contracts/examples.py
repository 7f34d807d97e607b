"""Golden samples: what every event looks like, written by hand, one folder per event and major version.

A sample that was published stays for ever: whatever models follow must still read it.
"""

from importlib.resources import files
from typing import TypeVar

from contracts.codec import decode
from contracts.event import Event

E = TypeVar("E", bound=Event)


def samples_of(event: type[Event]) -> dict[str, bytes]:
    """Return the bodies of the event's samples by their names, in the order of the names."""
    folder = files("contracts") / "samples" / event.__name__ / f"v{event.major}"
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".json"): file.read_bytes() for file in found}


def example_of(event: type[E]) -> E:
    """Return the event's first sample."""
    return decode(event, next(iter(samples_of(event).values())))
