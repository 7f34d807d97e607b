import json
from typing import Any

import pytest
from contracts.catalogue import TOPIC_OF
from contracts.codec import Unreadable, decode, encode
from contracts.event import MAX_EVENT_BYTES, Event
from contracts.events.requests import Applicant, ApplicationLodged
from contracts.events.updates import MessageDue
from contracts.examples import samples_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from .drawing import bodies

EVENTS = sorted(TOPIC_OF, key=lambda event: event.__name__)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_the_schema_allows_is_read_and_comes_back_the_same(event: type[Event], data: st.DataObject) -> None:
    read = decode(event, json.dumps(data.draw(bodies(event))).encode())
    assert decode(event, encode(read)) == read


def test_a_body_is_compact_and_leaves_out_what_is_absent() -> None:
    message = decode(MessageDue, samples_of(MessageDue)["approved"])
    assert encode(message) == json.dumps(json.loads(samples_of(MessageDue)["approved"]), **COMPACT).encode()
    assert encode(Applicant.model_validate({"kind": "self"}, strict=False)) == b'{"kind":"self"}'


COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def test_fields_of_a_later_version_are_passed_over() -> None:
    lodged = decode(ApplicationLodged, b'{"papers":[],"declared_true":true,"since_2031":{"a":[1,{"b":null}]}}')
    assert lodged == ApplicationLodged(papers=(), declared_true=True)


def test_an_event_does_not_change() -> None:
    lodged = ApplicationLodged(papers=(), declared_true=True)
    with pytest.raises(ValidationError, match="frozen"):
        lodged.declared_true = False  # type: ignore[misc]


def test_a_body_may_fill_its_64_kilobytes_and_not_one_more() -> None:
    empty = b'{"papers":[],"declared_true":true,"later":""}'
    full = empty.replace(b'""', b'"' + b"x" * (MAX_EVENT_BYTES - len(empty)) + b'"')
    assert decode(ApplicationLodged, full).declared_true
    with pytest.raises(Unreadable, match="too_large"):
        decode(ApplicationLodged, full + b" ")


def test_a_body_may_nest_eight_deep_and_not_nine() -> None:
    def nested(levels: int) -> bytes:
        return b'{"papers":[],"declared_true":true,"later":' + b"[" * levels + b"]" * levels + b"}"

    assert decode(ApplicationLodged, nested(7)).declared_true
    for levels in (8, 300, 20_000):
        with pytest.raises(Unreadable, match=r"^(too_deep|json_invalid)$"):
            decode(ApplicationLodged, nested(levels))


def test_brackets_in_texts_are_no_nesting() -> None:
    raw = b'{"papers":[],"declared_true":true,"later":"' + b"[{" * 100 + b'"}'
    assert decode(ApplicationLodged, raw).declared_true


def test_chinese_escapes_line_feeds_and_rare_characters_are_read() -> None:
    body = json.loads(samples_of(MessageDue)["approved"]) | {"text": "申请\n已通过\u3000𠮷葛\U000e0100①"}
    for raw in (json.dumps(body).encode(), json.dumps(body, ensure_ascii=False, indent=2).encode()):
        assert decode(MessageDue, raw).text == body["text"]
