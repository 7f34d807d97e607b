"""Messages as they come in: events numbered as their emitter would, requests as an institution would send them."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from chassis.message import Kind, Message, Origin
from contracts.catalogue import TOPIC_OF
from contracts.event import Event
from contracts.ids import derived


@dataclass(slots=True)
class Messages:
    """Makes messages, each once."""

    _sequences: Counter[tuple[str, UUID]] = field(default_factory=Counter)
    _numbers: "count[int]" = field(default_factory=count)

    def event(self, event: Event, subject: UUID) -> Message:
        """Return what another service says of an application."""
        topic = TOPIC_OF[type(event)].name
        self._sequences[topic, subject] += 1
        number = self._sequences[topic, subject]
        return Message(
            kind=Kind.EVENT,
            id=derived(subject, f"{topic}/{number}"),
            source=topic,
            subject=subject,
            type=event.type_name(),
            body=event,
            actor=topic.split(".", 1)[0],
            correlation_id=subject,
            emitter=subject,
            sequence=number,
            origin=Origin(topic, 0, number, subject.bytes, ()),
        )

    def request(self, institution: str, body: Event, subject: UUID, *, kafka: bool = False) -> Message:
        """Return what an institution asks; over HTTP unless `kafka`."""
        number = next(self._numbers)
        topic = f"review.verdicts.{institution}.v1"
        return Message(
            kind=Kind.REQUEST,
            id=derived(subject, f"{institution}/{number}"),
            source=institution,
            subject=subject,
            type=body.type_name(),
            body=body.model_dump_json().encode(),
            actor=institution,
            correlation_id=subject,
            key=f"key-{number}",
            origin=Origin(topic, 0, number, subject.bytes, ()) if kafka else None,
        )
