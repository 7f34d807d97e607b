import json

import pytest
from contracts.cloudevents import Envelope, Malformed
from contracts.codec import Unreadable, decode, encode
from contracts.events.updates import ProgressChanged
from contracts.examples import example_of
from contracts.structured import from_structured, to_structured
from hypothesis import given

from .envelopes import OURS

PROGRESS = example_of(ProgressChanged)


@given(OURS)
def test_envelope_and_body_come_back_from_one_object(envelope: Envelope) -> None:
    raw = json.dumps(to_structured(envelope, encode(PROGRESS))).encode()
    again, body = from_structured(raw)
    assert (again, decode(ProgressChanged, body)) == (envelope, PROGRESS)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"data": None}, "data: missing"),
        ({"sequence": 7}, "attributes: must be strings"),
        ({"id": ["a"]}, "attributes: must be strings"),
        ({"datacontenttype": "text/xml"}, "datacontenttype: must be application/json"),
        ({"specversion": "0.3"}, "specversion: must be 1.0"),
    ],
)
@given(envelope=OURS)
def test_what_is_no_event_is_refused(envelope: Envelope, change: dict[str, object], text: str) -> None:
    given_event = to_structured(envelope, encode(PROGRESS)) | change
    raw = json.dumps({name: value for name, value in given_event.items() if value is not None}).encode()
    with pytest.raises(Malformed, match=text):
        from_structured(raw)


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"data"'])
def test_what_is_no_object_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed, match="data: missing"):
        from_structured(raw)


def test_an_attribute_that_is_given_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match="repeated_key"):
        from_structured(b'{"id":"1","id":"2","data":{}}')
