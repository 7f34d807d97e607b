from contracts.cloudevents import Envelope, from_headers, to_headers
from hypothesis import given

from .envelopes import OURS, PARTYS


@given(OURS | PARTYS)
def test_an_envelope_comes_back_from_its_headers(envelope: Envelope) -> None:
    assert from_headers(to_headers(envelope)) == envelope


@given(PARTYS)
def test_a_party_numbers_nothing(envelope: Envelope) -> None:
    assert not {"ce_sequence", "ce_epoch", "ce_causationid"} & dict(to_headers(envelope)).keys()


@given(PARTYS)
def test_without_a_correlation_an_event_begins_its_own(envelope: Envelope) -> None:
    headers = [header for header in to_headers(envelope) if header[0] != "ce_correlationid"]
    assert from_headers(headers).correlation_id == envelope.id


@given(OURS)
def test_headers_of_others_are_passed_over(envelope: Envelope) -> None:
    others = [
        ("type", b"x"),
        ("id", b"1"),
        ("tracing", b"\xff\xfe"),
        ("traceparent-2", b""),
        ("content-type", b"twice"),
    ]
    assert from_headers([*others, *to_headers(envelope), *others]) == envelope


@given(PARTYS)
def test_a_broken_trace_is_dropped_and_the_event_is_not(envelope: Envelope) -> None:
    for broken in (b"00-xyz", b"", b"\xff", b"00-" + b"0" * 5000):
        assert from_headers([*to_headers(envelope), ("traceparent", broken)]).traceparent is None
