"""Bodies on the wire: strict where bytes are ambiguous, tolerant of fields from a later version.

Beyond what the model asks, a body may not be larger than 64 kB, nest deeper than 8, give a key twice, use `NaN` or
`Infinity`, or hold characters that change a text without being seen (control, bidirectional, zero-width).
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias, TypeVar
from unicodedata import category

from jiter import from_json
from pydantic import BaseModel, ValidationError

from contracts.event import MAX_EVENT_BYTES

MAX_DEPTH: Final = 8
"""How deep objects and arrays may nest; the body itself is the first level."""

UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories that no text may hold: control (but for line feed), format, line and paragraph separator."""

_NESTING = (dict, list)

Place: TypeAlias = tuple[str | None, ...]
"""Where a text stands in a body: the names from the outermost in, None for any element of an array."""

M = TypeVar("M", bound=BaseModel)


class Unreadable(ValueError):  # noqa: N818
    """A body that can't be taken: `reason` is a stable word, `where` the place; never what stood there.

    Reasons: `too_large`, `json_invalid`, `repeated_key`, `too_deep`, `character_not_allowed`, and the error types of
    pydantic for a body that doesn't fit the model.
    """

    def __init__(self, reason: str, where: str = "") -> None:
        """Name the reason and the place."""
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where


def decode(model: type[M], raw: bytes) -> M:
    """Return `raw` as `model`; raises `Unreadable`."""
    if len(raw) > MAX_EVENT_BYTES:
        raise Unreadable("too_large")
    check(raw)
    try:
        event: M = model.__pydantic_validator__.validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise Unreadable(first["type"], ".".join(map(str, first["loc"]))) from None
    return event


def encode(model: BaseModel) -> bytes:
    """Return the compact JSON body; absent fields are left out."""
    return model.__pydantic_serializer__.to_json(model, exclude_none=True)


def check(raw: bytes, cleaned: Sequence[Place] = ()) -> None:
    """Refuse bytes that read ambiguously, whatever model they are for; raises `Unreadable`.

    The texts at the places `cleaned` may hold unseen characters: who asks for that takes them out.
    """
    tree = parsed(raw)
    # The cheap tests are passed by nearly every body: few brackets nest little, and text that is printable and holds
    # no escapes has nothing unseen. Only the rest is looked at closely.
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and _nests_deeper(tree, MAX_DEPTH):
        raise Unreadable("too_deep")
    if b"\\" in raw or b"\x7f" in raw or not (raw.isascii() or raw.decode().isprintable()):
        _refuse_unseen(tree, cleaned)


def parsed(raw: bytes) -> Any:  # noqa: ANN401
    """Return the JSON value that `raw` is, without a doubt; raises `Unreadable`."""
    try:
        return from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
    except ValueError as error:
        repeated = "duplicate key" in str(error)
        raise Unreadable("repeated_key" if repeated else "json_invalid") from None


def _nests_deeper(tree: object, limit: int) -> bool:
    level: list[Any] = [tree]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, _NESTING)
        ]
        if not level:
            return False
    return True


def _refuse_unseen(tree: object, cleaned: Sequence[Place]) -> None:
    for where, text in _texts(tree, ()):
        if text.isprintable() or any(_is_at(where, place) for place in cleaned):
            continue
        if any(category(c) in UNSEEN and c != "\n" for c in text):
            raise Unreadable("character_not_allowed", ".".join(map(str, where)))


def _is_at(where: tuple[str | int, ...], place: Place) -> bool:
    return len(where) == len(place) and all(
        isinstance(step, int) if named is None else step == named for step, named in zip(where, place, strict=True)
    )


def _texts(value: object, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    match value:
        case str():
            yield where, value
        case dict():
            for name, inner in value.items():
                yield where, name
                yield from _texts(inner, (*where, name))
        case list():
            for place, inner in enumerate(value):
                yield from _texts(inner, (*where, place))
