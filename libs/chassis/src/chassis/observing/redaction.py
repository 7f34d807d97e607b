"""The last net under log lines: identity numbers and mobile numbers become stars, and no text breaks its line."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

LONGEST = 1_000
"""Characters of one value that a log line shows."""
LONGEST_TRACE = 4_000
"""And of a stack trace: its end, which says what was raised, and where."""
_MARGIN = 32

# 18 characters of an identity number, 11 of a mobile with or without +86; not inside something longer, such as the 17
# digits of an application's number, nanoseconds, or the hexadecimal of a trace.
_PERSONAL = re.compile(r"(?<![0-9A-Fa-f])(?:[1-9][0-9]{16}[0-9Xx]|(?:\+?86)?1[3-9][0-9]{9})(?![0-9A-Fa-f])")


def redact(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Processor for structlog: clean every text of the line, at any depth."""
    for name, value in event.items():
        is_trace = name == "exception" and isinstance(value, str)
        event[name] = _escaped(_starred(value)[-LONGEST_TRACE:]) if is_trace else _clean(value)
    return event


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
    """Return the text with stars for personal numbers, unprintable characters escaped, cut at `LONGEST`."""
    # The cut comes last, and stars are as many as what they hide: no number is half cut off and so missed.
    shown = _starred(text[: LONGEST + _MARGIN])[:LONGEST]
    return _escaped(shown + ("…" if len(text) > LONGEST else ""))


def _starred(text: str) -> str:
    return _PERSONAL.sub(lambda found: "*" * len(found[0]), text)


def _escaped(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
