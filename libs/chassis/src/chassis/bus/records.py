"""From a record on the bus to a message for the engine. Nothing here raises: what can't be read says so in `fault`.

A fault is a stable word and a place: `headers`, `source`, `key`, `type`, `tombstone`, `too_large`, `sequence`, `body`,
`topic`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol
from uuid import UUID

from contracts.catalogue import TOPICS
from contracts.cloudevents import Envelope, Malformed, from_headers
from contracts.codec import Unreadable, decode
from contracts.event import MAX_EVENT_BYTES
from contracts.ids import derived

from chassis.bus.families import Member, member
from chassis.message import Kind, Message, Origin
from chassis.process import Process

NOBODY = UUID(int=0)
MAX_HEADERS = 64
MAX_HEADER_BYTES = 8 * 1024
_TYPES = {topic.name: frozenset(event.type_name() for event in topic.events) for topic in TOPICS}


class Record(Protocol):
    """What of a consumer's record is used."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]


def message_of(record: Record, process: Process[Any]) -> Message:
    """Return the message that a record carries to `process`."""
    origin = Origin(record.topic, record.partition, record.offset, record.key, tuple(record.headers))
    return read(origin, record.value, process)


def messages_of(records: Iterable[Record], process: Process[Any]) -> list[Message]:
    """Return what records tell `process`, in their order: each its message, for every row that counts it."""
    return [message for record in records for message in for_every_row(message_of(record, process))]


def for_every_row(message: Message) -> list[Message]:
    """Return the message, and before it one for its emitter's own row, where another is addressed.

    What an emitter tells another aggregate takes one of its numbers. On its own row, too, that number must count as
    seen, or whatever follows it there would wait for ever.
    """
    if message.emitter is None or message.emitter == message.subject:
        return [message]
    return [replace(message, subject=message.emitter, body=b""), message]


def read(origin: Origin, value: bytes | None, process: Process[Any]) -> Message:
    """Return the message that lay at `origin` with the body `value` (None for a tombstone)."""
    body = value or b""
    found = member(origin.topic)
    if found is None:
        return _unreadable(origin, body, f"topic: {origin.topic} is not in the catalogue")
    try:
        envelope = from_headers(_bounded(origin.headers))
    except Malformed as malformed:
        return _unreadable(origin, body, f"headers: {malformed}")
    if forged := _forged(origin, envelope, found) or _out_of_place(envelope, found, process):
        # Its number is the forger's word: without it, the message can take no other's place in the order.
        return replace(_message(origin, body, envelope, found), sequence=None, fault=forged)
    message = _message(origin, body, envelope, found)
    if fault := _misshapen(message, value):
        return replace(message, fault=fault)
    return _directed(message, process) if message.kind is Kind.EVENT else message


def _bounded(headers: tuple[tuple[str, bytes], ...]) -> tuple[tuple[str, bytes], ...]:
    if len(headers) > MAX_HEADERS:
        raise Malformed(f"there are {len(headers)}, at most {MAX_HEADERS} are read")
    names, values = zip(*headers, strict=True) if headers else ((), ())
    if None in values:
        raise Malformed("one is null")
    if sum(map(len, names)) + sum(map(len, values)) > MAX_HEADER_BYTES:
        raise Malformed(f"more than {MAX_HEADER_BYTES} bytes")
    return headers


def _forged(origin: Origin, envelope: Envelope, found: Member) -> str | None:
    """Say what shows that the record's writer isn't who may write it: the sender's name, or another subject's key."""
    ours = envelope.source.startswith("/mante/")
    if (found.topic.ingress and ours) or (not found.topic.ingress and envelope.source != source_of(found)):
        return f"source: {envelope.source} does not publish {origin.topic}"
    if origin.key != str(envelope.subject).encode():
        return "key: it is not the subject"
    return None


def _out_of_place(envelope: Envelope, found: Member, process: Process[Any]) -> str | None:
    """Say so if what we would decide isn't for this topic: a party asks what it may ask, it doesn't say how it ended.

    A type that nobody here decides, of a later version say, is none of this: it is told apart where it is decided.
    """
    if envelope.type in process.routes and envelope.type not in _TYPES[found.topic.name]:
        return f"type: {envelope.type} does not belong on {found.topic.name}"
    return None


def source_of(found: Member) -> str:
    """Return the `ce_source` of what a service publishes: its name as a path."""
    return f"/mante/{found.topic.publisher}"


def _misshapen(message: Message, value: bytes | None) -> str | None:
    if value is None:
        return "tombstone: the record has no body"
    if len(value) > MAX_EVENT_BYTES:
        return f"too_large: {len(value)} bytes"
    if message.kind is Kind.EVENT and message.sequence is None:
        return "sequence: missing"
    return None


def _message(origin: Origin, body: bytes, envelope: Envelope, found: Member) -> Message:
    asked = found.topic.ingress and found.party is not None
    party = found.party or ""
    return Message(
        kind=Kind.REQUEST if asked else Kind.EVENT,
        id=envelope.id,
        source=party if asked else origin.topic,
        subject=envelope.subject,
        type=envelope.type,
        body=body,
        actor=party if asked else found.topic.publisher,
        correlation_id=envelope.correlation_id,
        emitter=None if asked else envelope.subject,
        sequence=None if asked else envelope.sequence,
        epoch=0 if asked else envelope.epoch,
        key=str(envelope.id) if asked else "",
        traceparent=envelope.traceparent,
        origin=origin,
    )


def _directed(message: Message, process: Process[Any]) -> Message:
    """Address the message to the aggregate it concerns, where the body and not the emitter says which."""
    route = process.routes.get(message.type)
    if route is None or route.subject is None or not isinstance(message.body, bytes):
        return message
    try:
        return replace(message, subject=route.subject(decode(route.model, message.body)))
    except Unreadable as unreadable:
        return replace(message, fault=f"body: {unreadable}")


def _unreadable(origin: Origin, body: bytes, fault: str) -> Message:
    """Return a message that only says where it lay; its id is derived from there, so a replay gives the same."""
    found = member(origin.topic)
    identity = derived(NOBODY, f"{origin.topic}/{origin.partition}/{origin.offset}")
    return Message(
        kind=Kind.EVENT,
        id=identity,
        source=origin.topic,
        subject=_subject(origin.key),
        type="unreadable",
        body=body,
        actor=(found and found.party) or "unknown",
        correlation_id=identity,
        origin=origin,
        fault=fault,
    )


def _subject(key: bytes | None) -> UUID:
    try:
        return UUID((key or b"").decode())
    except ValueError:
        return NOBODY
