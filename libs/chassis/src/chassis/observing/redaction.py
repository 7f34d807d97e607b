"""The last net under log lines: identity numbers and mobile numbers become stars, and no text breaks its line."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

LONGEST = 1_000
"""Characters of one value that a log line shows."""

# 18 characters of an identity number, 11 of a mobile with or without +86; not inside something longer, such as the 17
# digits of an application's number, nanoseconds, or the hexadecimal of a trace.
_PERSONAL = re.compile(r"(?<![0-9A-Fa-f])(?:[1-9][0-9]{16}[0-9Xx]|(?:\+?86)?1[3-9][0-9]{9})(?![0-9A-Fa-f])")
_STARS = "***"


def redact(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Processor for structlog: clean every text of the line, at any depth."""
    for name, value in event.items():
        event[name] = _clean(_end_of(value) if name == "exception" else value)
    return event


def _end_of(trace: Any) -> Any:  # noqa: ANN401
    """Return the end of a stack trace: what was raised, and where, stands last."""
    return trace[1 - LONGEST :] if isinstance(trace, str) else trace


def _clean(value: Any) -> Any:  # noqa: ANN401
    match value:
        case str():
            return clean_text(value)
        case bytes():
            return clean_text(value.decode(errors="replace"))
        case Mapping():
            return {str(name): _clean(inner) for name, inner in value.items()}
        case Sequence():
            return [_clean(inner) for inner in value]
        case bool() | int() | float() | None:
            return clean_text(str(value)) if _looks_personal(value) else value
        case _:
            return clean_text(str(value))


def _looks_personal(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**10


def clean_text(text: str) -> str:
    """Return the text without personal numbers, unprintable characters escaped, cut at `LONGEST`."""
    shown = text[:LONGEST] + ("…" if len(text) > LONGEST else "")
    return _escaped(_PERSONAL.sub(_STARS, shown))


def _escaped(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
