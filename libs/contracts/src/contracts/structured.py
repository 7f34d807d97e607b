"""CloudEvents 1.0, structured mode: attributes and data together in one JSON object, as HTTP carries them."""

from typing import Any, Final

from jiter import from_json
from pydantic_core import to_json

from contracts.cloudevents import CONTENT_TYPE, Envelope, Malformed, from_attributes, to_attributes
from contracts.codec import parsed

MEDIA_TYPE: Final = "application/cloudevents+json"


def to_structured(envelope: Envelope, body: bytes) -> dict[str, Any]:
    """Return the JSON object that holds `envelope` and the event's body."""
    return {**to_attributes(envelope), "datacontenttype": CONTENT_TYPE.decode(), "data": from_json(body)}


def from_structured(raw: bytes) -> tuple[Envelope, bytes]:
    """Return the envelope and the body of a structured event; raises `Malformed`, or `Unreadable` for bad JSON."""
    given = parsed(raw)
    if not isinstance(given, dict) or "data" not in given:
        raise Malformed("data: missing")
    data = given.pop("data")
    if given.pop("datacontenttype", "application/json") != "application/json":
        raise Malformed("datacontenttype: must be application/json")
    if not all(isinstance(value, str) for value in given.values()):
        raise Malformed("attributes: must be strings")
    return from_attributes(given), to_json(data)
