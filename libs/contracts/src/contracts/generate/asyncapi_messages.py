"""The messages of the AsyncAPI description: headers, bodies, keys, examples."""

import json
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from contracts.catalogue import TOPIC_OF
from contracts.event import Event, dataschema
from contracts.examples import samples_of
from contracts.generate.schemas import untitled
from contracts.generate.words import paragraphs

_UUID: Final = {"type": "string", "format": "uuid"}
_NUMBER: Final = {"type": "string", "pattern": "^[0-9]{1,18}$"}

_COMMON: Final = {
    "ce_specversion": {"const": "1.0"},
    "ce_id": _UUID | {"description": "Unique for ever. On a request it is the idempotency key."},
    "ce_type": {"type": "string", "description": "`mante.<Event>.v<major>`"},
    "ce_source": {"type": "string", "description": "Who says it: `/mante/<service>`, or a name of the party's own."},
    "ce_subject": _UUID | {"description": "The application; also the record's key."},
    "ce_time": {"type": "string", "format": "date-time"},
    "ce_correlationid": _UUID | {"description": "The first message of the chain."},
    "ce_dataschema": {"type": "string", "description": "`$id` of the body's JSON Schema."},
    "traceparent": {"type": "string", "description": "W3C Trace Context."},
    "content-type": {"const": "application/json"},
}
_NUMBERED: Final = {
    "ce_causationid": _UUID | {"description": "The message that caused this one."},
    "ce_sequence": _NUMBER | {"description": "Counts from 1 per topic and subject, without gaps."},
    "ce_epoch": _NUMBER | {"description": "Raised when the publisher was restored from a backup."},
}
_REQUIRED: Final = ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time"]

REQUEST_HEADERS: Final = {"type": "object", "required": _REQUIRED, "properties": _COMMON}
EVENT_HEADERS: Final = {
    "type": "object",
    "required": [*_REQUIRED, "ce_correlationid", "ce_causationid", "ce_sequence", "ce_epoch"],
    "properties": _COMMON | _NUMBERED,
}


def message(event: type[Event]) -> dict[str, Any]:
    """Return how `event` looks on the bus."""
    headers = "RequestHeaders" if TOPIC_OF[event].ingress else "EventHeaders"
    return {
        "name": event.type_name(),
        "title": event.__name__,
        "summary": paragraphs(event)[0],
        "description": "\n\n".join(paragraphs(event)),
        "contentType": "application/json",
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "headers": {"$ref": f"#/components/schemas/{headers}"},
        "payload": {"$ref": f"#/components/schemas/{event.__name__}"},
        "bindings": {"kafka": {"key": _UUID | {"description": "the subject"}, "bindingVersion": "0.5.0"}},
        "examples": [{"name": name, "payload": json.loads(body)} for name, body in samples_of(event).items()],
        "x-dataschema": dataschema(event),
    }


def payloads() -> dict[str, Any]:
    """Return the schemas of all bodies and of their parts."""
    _, shared = models_json_schema(
        [(event, "validation") for event in TOPIC_OF], ref_template="#/components/schemas/{model}"
    )
    found: dict[str, Any] = untitled(shared["$defs"])
    return found
