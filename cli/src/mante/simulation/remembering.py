"""States are written as ever, and mostly not read back: reading them takes longer than all else together.

A state that is never changed in place is the same whether it was read or remembered. That it can be read is tried on
every so many-th of them.
"""

from typing import Any

from pydantic import TypeAdapter

EVERY = 16
MOST = 4096


class Lossy(Exception):  # noqa: N818
    """A state that isn't what was written, once it is read again."""


class RememberingCodec:
    """A process's codec. It knows the states that it wrote last."""

    def __init__(self, codec: TypeAdapter[Any]) -> None:
        """Stand in for `codec`."""
        self._codec = codec
        self._known: dict[str, Any] = {}
        self._written = 0

    def dump_json(self, state: object) -> bytes:
        """Write a state; read every so many-th of them at once. Raises `Lossy`."""
        text = self._codec.dump_json(state)
        self._written += 1
        if self._written % EVERY == 0 and self._codec.validate_json(text) != state:
            raise Lossy(text)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[text.decode()] = state
        return text

    def validate_json(self, text: str | bytes) -> object:
        """Return a state as it was written."""
        known = self._known.get(text if isinstance(text, str) else text.decode())
        return self._codec.validate_json(text) if known is None else known
