"""CloudEvents 1.0: the Kafka binary mode (`ce_*` headers) that Mante writes, and the structured mode it also reads.

Sources: CloudEvents 1.0.2, its Kafka and HTTP protocol bindings, and the `sequence` and distributed tracing extensions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

CONTENT_TYPE = b"application/json"
STRUCTURED_TYPE = "application/cloudevents+json"
Headers = list[tuple[str, bytes]]


class Malformed(ValueError):  # noqa: N818
    """Headers that are no CloudEvent of ours; the text says which attribute and why."""


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


def to_headers(envelope: Envelope) -> Headers:
    """Return the record headers of the binary mode."""
    values = {
        "ce_specversion": "1.0",
        "ce_id": str(envelope.id),
        "ce_type": envelope.type,
        "ce_source": envelope.source,
        "ce_subject": str(envelope.subject),
        "ce_time": envelope.time.isoformat(),
        "ce_correlationid": str(envelope.correlation_id),
        "ce_causationid": envelope.causation_id and str(envelope.causation_id),
        "ce_sequence": None if envelope.sequence is None else str(envelope.sequence),
        "ce_epoch": None if envelope.sequence is None else str(envelope.epoch),
        "ce_dataschema": envelope.dataschema,
        "traceparent": envelope.traceparent,
    }
    headers = [(name, value.encode()) for name, value in values.items() if value is not None]
    headers.append(("content-type", CONTENT_TYPE))
    return headers


def from_headers(headers: Iterable[tuple[str, bytes]]) -> Envelope:
    """Return the envelope that binary-mode headers hold; raises `Malformed`."""
    try:
        given = {name: value.decode() for name, value in headers}
    except UnicodeDecodeError as error:
        message = f"headers: not UTF-8 ({error.reason})"
        raise Malformed(message) from None
    return from_attributes({name.removeprefix("ce_"): value for name, value in given.items()})


def from_attributes(given: dict[str, str]) -> Envelope:
    """Return the envelope that bare attributes hold (a structured event, or headers without prefix)."""
    if given.get("specversion") != "1.0":
        message = "specversion: must be 1.0"
        raise Malformed(message)
    identity = _uuid(given, "id")
    correlation = _uuid(given, "correlationid") if "correlationid" in given else identity
    sequence = _positive(given, "sequence")
    return Envelope(
        id=identity,
        type=_text(given, "type"),
        source=_text(given, "source"),
        subject=_uuid(given, "subject"),
        time=_moment(given, "time"),
        correlation_id=correlation,
        causation_id=_uuid(given, "causationid") if "causationid" in given else None,
        sequence=sequence,
        epoch=_positive(given, "epoch", least=0) or 0,
        dataschema=given.get("dataschema"),
        traceparent=given.get("traceparent"),
    )


def _text(given: dict[str, str], name: str) -> str:
    value = given.get(name, "")
    if not value or len(value) > 256 or not value.isprintable():
        message = f"{name}: must be 1 to 256 printable characters"
        raise Malformed(message)
    return value


def _uuid(given: dict[str, str], name: str) -> UUID:
    value = given.get(name, "")
    try:
        found = UUID(value)
    except ValueError:
        found = None
    if found is None or str(found) != value:
        message = f"{name}: must be a UUID in lower case with dashes"
        raise Malformed(message)
    return found


def _positive(given: dict[str, str], name: str, least: int = 1) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 18 and int(value) >= least):
        message = f"{name}: must be a whole number of at least {least}"
        raise Malformed(message)
    return int(value)


def _moment(given: dict[str, str], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given.get(name, ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2199:
        message = f"{name}: must be an RFC 3339 time with an offset"
        raise Malformed(message)
    return moment.astimezone(UTC)
