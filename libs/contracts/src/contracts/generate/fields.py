"""The fields of an event as rows of a table, those of its parts among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.event import Event
from contracts.generate.schemas import schema_of

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. `name` is a path: `papers[].material`. `type`, `meaning` and `limits` are Markdown."""

    name: str
    type: str
    required: bool
    meaning: str
    limits: str


def fields_of(event: type[Event]) -> list[FieldRow]:
    """Return the rows of `event` in the order of its model."""
    schema = schema_of(event)
    return list(_rows(schema, schema.get("$defs", {}), ""))


def _rows(schema: Schema, parts: dict[str, Schema], path: str) -> Iterator[FieldRow]:
    for name, given in schema["properties"].items():
        found = _present(given, parts)
        inner = _present(found["items"], parts) if found.get("type") == "array" else found
        many = "[]" if inner is not found else ""
        required = name in schema.get("required", [])
        yield FieldRow(f"{path}{name}{many}", _type(inner), required, _meaning(inner), _limits(inner, found))
        if "properties" in inner:
            yield from _rows(inner, parts, f"{path}{name}{many}.")


def _present(schema: Schema, parts: dict[str, Schema]) -> Schema:
    """Follow a reference, and take what an optional field holds when it is there."""
    if "anyOf" in schema:
        return _present(next(option for option in schema["anyOf"] if option != {"type": "null"}), parts)
    if "$ref" in schema:
        return parts[schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _type(schema: Schema) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    return str(schema.get("format", schema["type"]))


def _meaning(schema: Schema) -> str:
    return _cell(str(schema.get("description", "")).split("\n", 1)[0])


def _limits(schema: Schema, container: Schema) -> str:
    limits = [text.format(given[key]) for given in (schema, container) for key, text in _LIMITS.items() if key in given]
    return _cell(", ".join(dict.fromkeys(limits)))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


_LIMITS = {
    "pattern": "`{}`",
    "minimum": "from {:,}",
    "maximum": "to {:,}",
    "maxLength": "at most {:,} characters",
    "minItems": "at least {} entry",
    "maxItems": "at most {} entries",
}
