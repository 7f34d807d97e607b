"""A record of ours as a structured CloudEvent, for those who read over HTTP (CloudEvents 1.0.2, JSON format)."""

from typing import Any

import orjson
from aiokafka import ConsumerRecord


def event_of(record: "ConsumerRecord[bytes, bytes]") -> dict[str, Any]:
    """Return what a service of ours wrote: its attributes by their bare names, its body as `data`."""
    headers = {name: value.decode() for name, value in record.headers}
    media_type = headers.pop("content-type", "application/json")
    attributes = {name.removeprefix("ce_"): value for name, value in headers.items()}
    return {**attributes, "datacontenttype": media_type, "data": orjson.loads(record.value or b"null")}
