"""With the CloudEvents project's own library, in both directions and both modes."""

import json
from typing import Any

from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event, to_binary_event
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from contracts.cloudevents import Envelope, from_headers, to_attributes, to_headers
from contracts.codec import decode, encode
from contracts.events.review import ReviewDecided
from contracts.examples import example_of
from contracts.structured import from_structured, to_structured
from hypothesis import given

from .envelopes import OURS, PARTYS

DECIDED = example_of(ReviewDecided)
BODY = encode(DECIDED)


def theirs(envelope: Envelope) -> CloudEvent:
    """Return the event as a party would make it with that library."""
    attributes: dict[str, Any] = {
        **to_attributes(envelope),
        "time": envelope.time,
        "datacontenttype": "application/json",
    }
    return CloudEvent(attributes, json.loads(BODY))


@given(OURS)
def test_they_read_what_we_put_on_the_bus(envelope: Envelope) -> None:
    key = str(envelope.subject).encode()
    read = from_kafka_event(KafkaMessage(headers=dict(to_headers(envelope)), key=key, value=BODY))
    assert (read.get_id(), read.get_type(), read.get_source()) == (str(envelope.id), envelope.type, envelope.source)
    assert (read.get_subject(), read.get_time()) == (str(envelope.subject), envelope.time)
    assert read.get_extension("sequence") == str(envelope.sequence)
    assert read.get_extension("partitionkey") == str(envelope.subject)
    assert read.get_data() == json.loads(BODY)


@given(PARTYS | OURS)
def test_we_read_what_they_put_on_the_bus(envelope: Envelope) -> None:
    message = to_binary_event(theirs(envelope))
    assert from_headers(message.headers.items()) == envelope
    assert decode(ReviewDecided, message.value) == DECIDED


@given(OURS)
def test_they_read_our_structured_events(envelope: Envelope) -> None:
    read = JSONFormat().read(CloudEvent, json.dumps(to_structured(envelope, BODY)))
    assert (read.get_id(), read.get_time(), read.get_data()) == (str(envelope.id), envelope.time, json.loads(BODY))


@given(PARTYS)
def test_we_read_their_structured_events(envelope: Envelope) -> None:
    again, body = from_structured(JSONFormat().write(theirs(envelope)))
    assert (again, decode(ReviewDecided, body)) == (envelope, DECIDED)
