"""Bodies on the wire: strict where bytes are ambiguous, tolerant of fields from a later version.

Beyond what the model asks, a body may not be larger than 64 kB, nest deeper than 8, repeat a key, or hold characters
that read differently from what they are (NUL, controls, bidirectional overrides, zero-width).
"""

import json
import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contracts.event import MAX_EVENT_BYTES

M = TypeVar("M", bound=BaseModel)
MAX_DEPTH = 8

_KEY = re.compile(rb'"((?:[^"\\]|\\.)*)"\s*:')
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')
_TREACHEROUS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class Unreadable(ValueError):  # noqa: N818
    """A body that can't be taken: `reason` is a stable word, `where` the place."""

    def __init__(self, reason: str, where: str) -> None:
        """Name the reason and the place."""
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where


def encode(model: BaseModel) -> bytes:
    """Return the compact JSON body; absent fields are left out."""
    return model.model_dump_json(exclude_none=True).encode()


def decode(model: type[M], raw: bytes) -> M:
    """Return `raw` as `model`; raises `Unreadable`."""
    if len(raw) > MAX_EVENT_BYTES:
        raise Unreadable("too_large", "")
    _check_bytes(raw)
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise Unreadable(first["type"], ".".join(str(step) for step in first["loc"])) from None


def _check_bytes(raw: bytes) -> None:
    # Each check has a cheap test that nearly every body passes; only the rest is looked at closely.
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and _depth(raw) > MAX_DEPTH:
        raise Unreadable("too_deep", "")
    keys = _KEY.findall(raw)
    repeats = len(keys) != len(set(keys))
    if repeats or b"\\" in raw or not raw.isascii():
        _check_closely(raw)


def _depth(raw: bytes) -> int:
    deepest = depth = 0
    for found in _BRACKET.finditer(raw):
        depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _check_closely(raw: bytes) -> None:
    try:
        parsed = json.loads(raw.decode(), object_pairs_hook=_no_repeats)
    except UnicodeDecodeError:
        raise Unreadable("not_utf8", "") from None
    except json.JSONDecodeError as error:
        raise Unreadable("json_invalid", f"character {error.pos}") from None
    for where, text in _texts(parsed, ""):
        if _TREACHEROUS.search(text):
            raise Unreadable("character_not_allowed", where)


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise Unreadable("repeated_key", next(name for name in names if names.count(name) > 1))
    return found


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield where, value
        case dict():
            for name, inner in value.items():
                yield where, name
                yield from _texts(inner, f"{where}.{name}".lstrip("."))
        case list():
            for place, inner in enumerate(value):
                yield from _texts(inner, f"{where}.{place}")
