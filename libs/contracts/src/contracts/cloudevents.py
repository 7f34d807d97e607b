"""CloudEvents 1.0, Kafka binary mode: an event's attributes as `ce_*` record headers, its data as the record's value.

Sources: CloudEvents 1.0.2 and its Kafka protocol binding, the extensions `sequence` and distributed tracing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from contracts.vocabulary import is_plausible

CONTENT_TYPE: Final = b"application/json"
MAX_TEXT: Final = 256
TRACE: Final = "traceparent"
MAX_DIGITS: Final = 18
"""The longest whole number: it still fits eight bytes."""

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")

Headers = list[tuple[str, bytes]]


class Malformed(ValueError):  # noqa: N818
    """Attributes that are no CloudEvent of ours; the text says which one and why."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about an event but its data. `sequence` is absent on what parties send."""

    id: UUID
    type: str
    source: str
    subject: UUID
    time: datetime
    correlation_id: UUID
    causation_id: UUID | None = None
    sequence: int | None = None
    epoch: int = 0
    dataschema: str | None = None
    traceparent: str | None = None


def to_attributes(envelope: Envelope) -> dict[str, str]:
    """Return the CloudEvents attributes by name; absent ones are left out."""
    numbered = envelope.sequence is not None
    values = {
        "specversion": "1.0",
        "id": str(envelope.id),
        "type": envelope.type,
        "source": envelope.source,
        "subject": str(envelope.subject),
        "time": envelope.time.isoformat(),
        "correlationid": str(envelope.correlation_id),
        "causationid": str(envelope.causation_id) if envelope.causation_id else None,
        "sequence": str(envelope.sequence) if numbered else None,
        "epoch": str(envelope.epoch) if numbered else None,
        "dataschema": envelope.dataschema,
        "traceparent": envelope.traceparent,
    }
    return {name: value for name, value in values.items() if value is not None}


def to_headers(envelope: Envelope) -> Headers:
    """Return the record headers of the binary mode. `traceparent` has no prefix, where tracing tools look for it."""
    attributes = to_attributes(envelope)
    named = ((name if name == TRACE else f"ce_{name}", value) for name, value in attributes.items())
    return [*((name, value.encode()) for name, value in named), ("content-type", CONTENT_TYPE)]


def from_headers(headers: Iterable[tuple[str, bytes]]) -> Envelope:
    """Return the envelope that binary-mode headers hold; others' headers are passed over. Raises `Malformed`."""
    given: dict[str, str] = {}
    for header, value in headers:
        name = header.removeprefix("ce_")
        if name == TRACE:
            given[name] = value.decode(errors="replace")
        elif name != header:
            if name in given:
                raise Malformed(f"{name}: given twice")
            given[name] = _utf8(name, value)
    return from_attributes(given)


def from_attributes(given: Mapping[str, str]) -> Envelope:
    """Return the envelope that attributes hold; raises `Malformed`."""
    if given.get("specversion") != "1.0":
        raise Malformed("specversion: must be 1.0")
    identity = _uuid(given, "id")
    return Envelope(
        id=identity,
        type=_text(given, "type"),
        source=_text(given, "source"),
        subject=_uuid(given, "subject"),
        time=_moment(given, "time"),
        correlation_id=_uuid(given, "correlationid") if "correlationid" in given else identity,
        causation_id=_uuid(given, "causationid") if "causationid" in given else None,
        sequence=_number(given, "sequence", 1) if "sequence" in given else None,
        epoch=_number(given, "epoch", 0) if "epoch" in given else 0,
        dataschema=_text(given, "dataschema") if "dataschema" in given else None,
        traceparent=_trace(given.get(TRACE, "")),
    )


def _utf8(name: str, value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise Malformed(f"{name}: not UTF-8") from None


def _text(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "")
    if not value or len(value) > MAX_TEXT or not value.isprintable():
        raise Malformed(f"{name}: must be 1 to {MAX_TEXT} printable characters")
    return value


def _uuid(given: Mapping[str, str], name: str) -> UUID:
    try:
        return _canonical(given.get(name, ""))
    except ValueError:
        raise Malformed(f"{name}: must be a UUID in lower case with dashes") from None


# The same few applications and flows come again and again, and a UUID costs more to read than all else in a header.
@lru_cache(maxsize=8192)
def _canonical(value: str) -> UUID:
    found = UUID(value)
    if str(found) != value:
        raise ValueError(value)
    return found


def _number(given: Mapping[str, str], name: str, least: int) -> int:
    value = given[name]
    if not (value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS and int(value) >= least):
        raise Malformed(f"{name}: must be a whole number of at least {least}")
    return int(value)


def _moment(given: Mapping[str, str], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given.get(name, ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not is_plausible(moment):
        raise Malformed(f"{name}: must be an RFC 3339 time with an offset")
    return moment.astimezone(UTC)


def _trace(value: str) -> str | None:
    # W3C Trace Context: who can't read the header starts a trace of their own; it is no reason to refuse an event.
    return value if _TRACEPARENT.fullmatch(value) else None
