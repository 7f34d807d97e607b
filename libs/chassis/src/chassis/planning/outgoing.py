"""From an event that a decision emits to the record that the relay publishes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from contracts.catalogue import TOPIC_OF
from contracts.cloudevents import CONTENT_TYPE
from contracts.codec import encode
from contracts.event import MAX_EVENT_BYTES, Event
from contracts.ids import derived

from chassis.decision import Emit
from chassis.message import Message
from chassis.process import Process
from chassis.rows import Outgoing


@dataclass(frozen=True, slots=True)
class Ready:
    """An event with its body and topic, checked; only its number is missing. `name` tells those of one cause apart."""

    name: object
    event: Event
    topic: str
    body: bytes


class NotOurs(Exception):  # noqa: N818
    """A decision emitted an event that is another service's to publish, or without the party it is for."""


class TooLarge(Exception):  # noqa: N818
    """A decision emitted an event over 64 kB."""


def ready(process: Process[Any], name: object, emitted: Event | Emit) -> Ready:
    """Return the event checked and encoded; raises `NotOurs` and `TooLarge`."""
    event, topic = _addressed(process, emitted)
    return Ready(name, event, topic, _encoded(event))


def _addressed(process: Process[Any], emitted: Event | Emit) -> tuple[Event, str]:
    """Return the event and the name of its topic; raises `NotOurs`."""
    event, party = (emitted.event, emitted.party) if isinstance(emitted, Emit) else (emitted, None)
    topic = TOPIC_OF.get(type(event))
    if topic is None or topic.publisher != process.topic.publisher or (topic.party is None) != (party is None):
        message = f"{type(event).__name__} is not for {process.name} to publish (party {party})"
        raise NotOurs(message)
    return event, topic.name if party is None else topic.of(party)


def _encoded(event: Event) -> bytes:
    """Return the body; raises `TooLarge`."""
    body = encode(event)
    if len(body) > MAX_EVENT_BYTES:
        message = f"{type(event).__name__} has {len(body)} bytes"
        raise TooLarge(message)
    return body


def outgoing(ready: Ready, message: Message, sequence: int, now: datetime, epoch: int) -> Outgoing:
    """Return the outbox row of an event that `message` caused.

    Its id derives from the topic, too: two services that hear the same event must not call what follows the same.
    """
    event = ready.event
    headers = {
        "ce_specversion": "1.0",
        "ce_id": derived(message.id, f"{ready.topic}/{ready.name}"),
        "ce_type": event.type_name(),
        "ce_source": source(ready.topic),
        "ce_subject": message.subject,
        "ce_time": now,
        "ce_sequence": str(sequence),
        "ce_epoch": str(epoch),
        "ce_correlationid": message.correlation_id,
        "ce_causationid": message.id,
        "ce_dataschema": f"urn:mante:event:{type(event).__name__}:v{event.major}",
        "content-type": CONTENT_TYPE.decode(),
    }
    if message.traceparent:
        headers["traceparent"] = message.traceparent
    # `default` is for the driver's own kind of UUID, which a timer's subject is.
    return Outgoing(ready.topic, message.subject, orjson.dumps(headers, default=str), ready.body)


def source(topic: str) -> str:
    """Return the `ce_source` of what is published on `topic`: the service's name as a path."""
    return f"/mante/{topic.split('.', 1)[0]}"
