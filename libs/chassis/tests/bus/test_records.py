from uuid import UUID

import pytest
from chassis.bus.records import MAX_HEADERS, NOBODY, message_of, messages_of
from chassis.message import Kind, Message
from contracts.codec import encode
from contracts.event import MAX_EVENT_BYTES, Event
from contracts.events.documents import DossierCompleted
from contracts.events.intake import ApplicationJoined
from contracts.events.verdicts import VerdictGiven
from hypothesis import given
from hypothesis import strategies as some

from .given import INGRESS, OTHER, SUBJECT, Lying, headers, process

PROCESS = process()


def read(record: Lying) -> Message:
    return message_of(record, PROCESS)


def test_an_event_of_a_service_is_for_its_emitter() -> None:
    message = read(Lying(headers=headers(traceparent=None)))
    assert message.fault is None
    assert (message.kind, message.source, message.actor) == (Kind.EVENT, "documents.dossiers.v1", "documents")
    assert (message.emitter, message.subject, message.sequence, message.epoch) == (SUBJECT, SUBJECT, 1, 0)
    assert message.origin is not None
    assert (message.origin.topic, message.origin.offset) == ("documents.dossiers.v1", 7)


def test_an_event_may_concern_another_aggregate_than_its_emitter() -> None:
    body = encode(ApplicationJoined(open_application=OTHER, channel="gz-app"))
    joined = headers(ApplicationJoined, ce_source="/mante/intake")
    message = read(Lying(topic="intake.applications.v1", value=body, headers=joined))
    assert (message.subject, message.emitter, message.fault) == (OTHER, SUBJECT, None)


def test_what_concerns_another_aggregate_counts_on_its_emitters_row_too() -> None:
    body = encode(ApplicationJoined(open_application=OTHER, channel="gz-app"))
    joined = headers(ApplicationJoined, ce_source="/mante/intake")
    record = Lying(topic="intake.applications.v1", value=body, headers=joined)
    counted, addressed = messages_of([record], PROCESS)
    assert (counted.subject, counted.emitter, counted.sequence, counted.body) == (SUBJECT, SUBJECT, 1, b"")
    assert addressed == read(record)
    own = Lying(headers=headers())
    assert messages_of([own], PROCESS) == [read(own)]


def test_a_party_is_known_by_its_topic_whatever_it_says_it_is() -> None:
    asked = headers(VerdictGiven, ce_source="/H51130299001", ce_sequence=None)
    message = read(Lying(topic=INGRESS, headers=asked))
    assert message.fault is None
    assert (message.kind, message.source, message.actor) == (Kind.REQUEST, "H52020199001", "H52020199001")
    assert message.key == str(message.id)
    assert (message.sequence, message.emitter) == (None, None)


@pytest.mark.parametrize(
    ("topic", "source", "event"),
    [
        (INGRESS, "/hospital", DossierCompleted),
        ("intake.requests.gz-app.v1", "/gz-app", DossierCompleted),
        ("intake.requests.gz-app.v1", "/gz-app", ApplicationJoined),
        ("documents.dossiers.v1", "/mante/documents", ApplicationJoined),
    ],
)
def test_what_a_service_says_is_not_heard_from_anybody_else(topic: str, source: str, event: type[Event]) -> None:
    message = read(Lying(topic=topic, headers=headers(event, ce_source=source)))
    assert message.fault is not None
    assert message.fault.startswith("type:")
    assert message.sequence is None


FAULTS = {
    "unknown topic": (Lying(topic="somebody.elses.v1", headers=headers()), "topic:"),
    "no headers": (Lying(), "headers: specversion"),
    "V11 a hundred thousand headers": (Lying(headers=headers() + (("x", b"x"),) * 100_000), "headers:"),
    "header value not UTF-8": (Lying(headers=(*headers(), ("ce_type", b"\xff"))), "headers:"),
    "V11 too many headers": (Lying(headers=headers() + (("x", b""),) * MAX_HEADERS), "headers:"),
    "headers too long": (Lying(headers=(*headers(), ("x", b"x" * 9000))), "headers:"),
    "id is no UUID": (Lying(headers=headers(ce_id="7")), "headers: id"),
    "V01 another service's name": (Lying(headers=headers(ce_source="/mante/notify")), "source:"),
    "V02 no service's name": (Lying(headers=headers(ce_source="elsewhere")), "source:"),
    "V03 a party in a service's name": (Lying(topic=INGRESS, headers=headers(ce_source="/mante/review")), "source:"),
    "V12 a tombstone": (Lying(value=None, headers=headers()), "tombstone:"),
    "V13 no key": (Lying(key=None, headers=headers()), "key:"),
    "V14 another subject's key": (Lying(key=str(OTHER).encode(), headers=headers()), "key:"),
    "V09 too large": (Lying(value=b"x" * (MAX_EVENT_BYTES + 1), headers=headers()), "too_large:"),
    "V09 ten megabytes": (Lying(value=b"x" * 10_485_760, headers=headers()), "too_large:"),
    "no sequence": (Lying(headers=headers(ce_sequence=None)), "sequence:"),
    "a body that names no subject": (
        Lying(
            topic="intake.applications.v1", value=b"{}", headers=headers(ApplicationJoined, ce_source="/mante/intake")
        ),
        "body: open_application",
    ),
}


@pytest.mark.parametrize(("record", "fault"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_says_why(record: Lying, fault: str) -> None:
    message = read(record)
    assert message.fault is not None
    assert message.fault.startswith(fault)
    assert message.body == (record.value or b"")


def test_a_forged_number_takes_no_place_in_the_order() -> None:
    assert read(Lying(headers=headers(ce_source="/mante/notify"))).sequence is None
    assert read(Lying(key=str(OTHER).encode(), headers=headers())).sequence is None
    assert read(Lying(value=None, headers=headers())).sequence == 1


def test_an_unreadable_record_keeps_its_identity_when_it_is_read_again() -> None:
    first, again, next_one = read(Lying()), read(Lying()), read(Lying(offset=8))
    assert first.id == again.id != next_one.id
    assert first.subject == SUBJECT
    assert read(Lying(key=b"\xff")).subject == read(Lying(key=None)).subject == NOBODY


names = some.sampled_from([name for name, _ in headers()]) | some.text(max_size=5)


@given(
    topic=some.sampled_from(["documents.dossiers.v1", "intake.applications.v1", INGRESS, "elsewhere"]),
    key=some.none() | some.binary(max_size=40) | some.just(str(SUBJECT).encode()),
    value=some.none() | some.binary(max_size=40),
    extra=some.lists(some.tuples(names, some.none() | some.binary(max_size=20)), max_size=4),
)
def test_nothing_that_lies_on_a_topic_raises(
    topic: str, key: bytes | None, value: bytes | None, extra: list[tuple[str, bytes]]
) -> None:
    message = read(Lying(topic=topic, key=key, value=value, headers=(*headers(), *extra)))
    assert isinstance(message.subject, UUID)
