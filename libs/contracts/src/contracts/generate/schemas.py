"""The JSON Schema (2020-12) of every event's body: what a party validates against, and what the gate compares."""

import json
from typing import Any, Final

from contracts.catalogue import TOPIC_OF
from contracts.event import Event, dataschema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema_of(event: type[Event]) -> dict[str, Any]:
    """Return the schema of `event`. It is open: a reader passes over fields of a later version."""
    made = event.model_json_schema(mode="validation")
    return {"$schema": DIALECT, "$id": dataschema(event), **_untitled(made), "title": event.__name__}


def schema_files() -> dict[str, str]:
    """Return the schema files by name, `<Event>.v<major>.json`."""
    return {f"{event.__name__}.v{event.major}.json": _text(schema_of(event)) for event in TOPIC_OF}


def _untitled(schema: Any) -> Any:  # noqa: ANN401
    """Leave out the titles that say no more than the field's name."""
    if isinstance(schema, list):
        return [_untitled(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _untitled(value) for name, value in schema.items() if not (name == "title" and _is_text(value))}


def _is_text(value: object) -> bool:
    # A field may be called `title`, too: then its value is a schema, not a text.
    return isinstance(value, str)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
