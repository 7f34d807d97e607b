"""W3C trace context: which trace a piece of work belongs to, carried from HTTP through events to effects.

Source: W3C Trace Context, version 00. A header that doesn't parse starts a new trace.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Self

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_NO_TRACE, _NO_SPAN = "0" * 32, "0" * 16


@dataclass(frozen=True, slots=True)
class Trace:
    """One step of a trace."""

    trace_id: str
    span_id: str
    flags: str = "01"

    @classmethod
    def new(cls) -> Self:
        """Begin a trace."""
        return cls(secrets.token_hex(16), secrets.token_hex(8))

    @classmethod
    def parse(cls, header: str | None) -> Self | None:
        """Return the step that a `traceparent` names, or None."""
        found = _TRACEPARENT.fullmatch(header or "")
        if not found or found[1] == _NO_TRACE or found[2] == _NO_SPAN:
            return None
        if header is not None and header.startswith("00") and found[4]:
            return None
        return cls(found[1], found[2], found[3])

    @classmethod
    def of(cls, header: str | None) -> Self:
        """Return the next step of the trace in the header, or of a new one."""
        parent = cls.parse(header)
        return cls.new() if parent is None else parent.child()

    def child(self) -> Self:
        """Return the next step."""
        return type(self)(self.trace_id, secrets.token_hex(8), self.flags)

    def __str__(self) -> str:
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"
