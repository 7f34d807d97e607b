"""What a single value may be: compared keyword by keyword of its JSON Schema."""

from collections.abc import Iterator
from typing import Any, Final

from contracts.compatibility.finding import Finding, breaking, warning

Schema = dict[str, Any]

LEAST: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems")
MOST: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
ANNOTATIONS: Final = frozenset({"$schema", "$id", "$defs", "title", "description", "examples"})
STRUCTURE: Final = frozenset({"properties", "required", "items", "$ref", "anyOf"})
ABSENT: Final = object()


def compare_values(old: Schema, new: Schema, place: str) -> Iterator[Finding]:
    """Yield what changed in the keywords of one value; the fields inside it are another's concern."""
    for keyword in sorted((old.keys() | new.keys()) - ANNOTATIONS - STRUCTURE):
        before, after = old.get(keyword, ABSENT), new.get(keyword, ABSENT)
        if before != after:
            yield _changed(keyword, before, after, place)


def _changed(keyword: str, before: Any, after: Any, place: str) -> Finding:  # noqa: ANN401
    if keyword == "enum" and before is not ABSENT and after is not ABSENT:
        return _enumeration(before, after, place)
    if keyword == "default":
        # A record that leaves the field out would say something else than when it was written.
        return breaking(place, f"default {_shown(before)} became {_shown(after)}")
    if after is ABSENT or _is_wider(keyword, before, after):
        return warning(place, f"{keyword} {_shown(before)} loosened to {_shown(after)}")
    return breaking(place, f"{keyword} {_shown(before)} became {_shown(after)}")


def _enumeration(before: list[object], after: list[object], place: str) -> Finding:
    gone = [value for value in before if value not in after]
    if gone:
        return breaking(place, f"enumeration lost {gone}")
    return warning(place, f"enumeration gained {[value for value in after if value not in before]}")


def _is_wider(keyword: str, before: Any, after: Any) -> bool:  # noqa: ANN401
    if before is ABSENT:
        return False
    return bool((keyword in LEAST and after < before) or (keyword in MOST and after > before))


def _shown(value: object) -> str:
    return "(none)" if value is ABSENT else repr(value)
