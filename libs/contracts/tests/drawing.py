"""Draws bodies that a JSON Schema of ours allows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from contracts.event import Event
from contracts.generate.schemas import schema_of
from hypothesis import strategies as st

Schema = dict[str, Any]

_FIRST, _LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2000, 2199))
_FORMATS = {
    "uuid": st.builds(UUID, int=st.integers(0, 2**128 - 1)).map(str),
    "date": st.dates(date(2000, 1, 1), date(2199, 12, 31)).map(str),
    "date-time": st.integers(_FIRST, _LAST).map(lambda second: datetime.fromtimestamp(second, UTC).isoformat()),
}
_VISIBLE = st.characters(categories=["L", "N", "P", "S", "Zs"])


def bodies(event: type[Event]) -> st.SearchStrategy[Any]:
    """Draw JSON objects that fit the event's schema."""
    schema = schema_of(event)
    return _drawn(schema, schema.get("$defs", {})).filter(_names_its_agent)


def _names_its_agent(body: dict[str, Any]) -> bool:
    """Say whether an agent is named where there is one, and only there: the one rule that a schema can't say."""
    applicant = body.get("applicant")
    return applicant is None or (applicant["kind"] == "agent") == (applicant.get("agent_ref") is not None)


def _drawn(schema: Schema, parts: dict[str, Schema]) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _drawn(parts[schema["$ref"].removeprefix("#/$defs/")], parts)
    if "anyOf" in schema:
        return st.one_of([_drawn(option, parts) for option in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return _BY_TYPE[schema["type"]](schema, parts)


def _text(schema: Schema, _: dict[str, Schema]) -> st.SearchStrategy[Any]:
    if "format" in schema:
        return _FORMATS[schema["format"]]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].replace("$", r"\Z"), alphabet=st.characters(max_codepoint=126))
    return st.text(_VISIBLE, min_size=schema.get("minLength", 0), max_size=min(schema["maxLength"], 80))


def _object(schema: Schema, parts: dict[str, Schema]) -> st.SearchStrategy[Any]:
    fields = {name: _drawn(value, parts) for name, value in schema["properties"].items()}
    needed = schema.get("required", [])
    optional = {name: value for name, value in fields.items() if name not in needed}
    return st.fixed_dictionaries({name: fields[name] for name in needed}, optional=optional)


def _array(schema: Schema, parts: dict[str, Schema]) -> st.SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    return st.lists(_drawn(schema["items"], parts), min_size=least, max_size=least + 3)


_BY_TYPE: dict[str, Callable[[Schema, dict[str, Schema]], st.SearchStrategy[Any]]] = {
    "string": _text,
    "object": _object,
    "array": _array,
    "integer": lambda schema, _: st.integers(schema["minimum"], schema["maximum"]),
    "boolean": lambda _, __: st.booleans(),
    "null": lambda _, __: st.none(),
}
