"""Records kept back: a message as stored, and back again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from chassis.message import Kind, Message, Origin
from chassis.orders import Discard
from chassis.planning.working import NOWHERE


def envelope_of(message: Message) -> dict[str, Any]:
    """Return everything of `message` but its body, as JSON values."""
    origin = message.origin
    return {
        "kind": message.kind.value,
        "id": str(message.id),
        "source": message.source,
        "subject": str(message.subject),
        "type": message.type,
        "actor": message.actor,
        "correlation_id": str(message.correlation_id),
        "emitter": message.emitter and str(message.emitter),
        "sequence": message.sequence,
        "epoch": message.epoch,
        "key": message.key,
        "effect_id": message.effect_id and str(message.effect_id),
        "fence": message.fence,
        "due_at": message.due_at and message.due_at.isoformat(),
        "traceparent": message.traceparent,
        "fault": message.fault,
        "origin": origin and _origin_out(origin),
    }


def message_from(envelope: dict[str, Any], body: bytes) -> Message:
    """Return the message that was kept back."""
    given = dict(envelope)
    origin, due_at = given.pop("origin"), given.pop("due_at")
    for name in ("id", "subject", "correlation_id", "emitter", "effect_id"):
        given[name] = UUID(given[name]) if given[name] else None
    given["kind"] = Kind(given["kind"])
    message = Message(**given, body=body, due_at=datetime.fromisoformat(due_at) if due_at else None)
    return replace(message, origin=_origin_in(origin)) if origin else message


def body_of(message: Message) -> bytes:
    """Return the body as bytes."""
    return message.body if isinstance(message.body, bytes) else message.body.model_dump_json().encode()


def record_digest(message: Message) -> bytes:
    """Return the hash that, with topic, partition and offset, tells this record from any other."""
    return sha256(body_of(message)).digest()


def given_up_for_nobody(messages: Sequence[Message]) -> list[int]:
    """Return the records to load that an operator gives up and that name no aggregate: no row counts them."""
    orders = (message.body for message in messages if message.subject == NOWHERE)
    return [order.parked_id for order in orders if isinstance(order, Discard)]


def _origin_out(origin: Origin) -> dict[str, Any]:
    return {
        "topic": origin.topic,
        "partition": origin.partition,
        "offset": origin.offset,
        "key": origin.key.hex() if origin.key is not None else None,
        "headers": [[name, value.hex()] for name, value in origin.headers],
    }


def _origin_in(given: dict[str, Any]) -> Origin:
    key, headers = given["key"], given["headers"]
    return Origin(
        topic=given["topic"],
        partition=given["partition"],
        offset=given["offset"],
        key=None if key is None else bytes.fromhex(key),
        headers=tuple((name, bytes.fromhex(value)) for name, value in headers),
    )
