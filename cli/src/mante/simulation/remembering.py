"""States are remembered, not written and read back: that would take longer than all else together.

A state that is never changed in place is the same whether it was read or remembered. That it can be written and read is
tried on every so many-th of them; what a service has of an application in the end is written for those who judge.
"""

from typing import Any

from pydantic import TypeAdapter

EVERY = 16


class Lossy(Exception):  # noqa: N818
    """A state that isn't what was written, once it is read again."""


class RememberingCodec:
    """A process's codec, for one history. What it writes is a number, under which it knows the state."""

    def __init__(self, codec: TypeAdapter[Any]) -> None:
        """Stand in for `codec`."""
        self._codec = codec
        self._known: list[Any] = []

    def forget(self) -> None:
        """Be ready for another history."""
        self._known.clear()

    def dump_json(self, state: object) -> bytes:
        """Remember a state; write and read every so many-th of them. Raises `Lossy`."""
        self._known.append(state)
        if len(self._known) % EVERY == 0:
            text = self._codec.dump_json(state)
            if self._codec.validate_json(text) != state:
                raise Lossy(text)
        return b"%d" % (len(self._known) - 1)

    def validate_json(self, text: str | bytes) -> object:
        """Return a state as it was remembered."""
        return self._known[int(text)]

    def written(self, text: str) -> bytes:
        """Return the state as a real codec writes it."""
        return self._codec.dump_json(self._known[int(text)])
