"""The JSON Schema (2020-12) of every event's body: what a party validates against, and what the gate compares."""

from typing import Any, Final

from contracts.catalogue import TOPIC_OF, TOPICS, Topic
from contracts.event import Event, dataschema
from contracts.generate.text import json_text

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema_of(event: type[Event]) -> dict[str, Any]:
    """Return the schema of `event`. It is open: a reader passes over fields of a later version."""
    made = untitled(event.model_json_schema())
    return {"$schema": DIALECT, "$id": dataschema(event), "title": event.__name__, **made}


def file_name(event: type[Event]) -> str:
    """Return the name of the event's schema file, `<Event>.v<major>.json`."""
    return f"{event.__name__}.v{event.major}.json"


def published_files() -> dict[str, str]:
    """Return the files that say what is published, by name: a schema per event, and `topics.json`."""
    schemas = {file_name(event): json_text(schema_of(event)) for event in TOPIC_OF}
    return {**schemas, "topics.json": json_text({topic.name: _entry(topic) for topic in TOPICS})}


def _entry(topic: Topic) -> dict[str, Any]:
    return {
        "publisher": topic.publisher,
        "ingress": topic.ingress,
        "partitions": topic.partitions,
        "events": [file_name(event).removesuffix(".json") for event in topic.events],
    }


def untitled(schema: Any) -> Any:  # noqa: ANN401
    """Leave out the titles that say no more than the field's name; a field that is called `title` stays."""
    if isinstance(schema, list):
        return [untitled(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: untitled(value) for name, value in schema.items() if not (name == "title" and isinstance(value, str))}
