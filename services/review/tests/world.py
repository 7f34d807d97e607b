"""Review's decisions in the real engine over memory, with a clock that tests move, and the others played by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

import orjson
from chassis.engine import Engine
from chassis.message import Kind, Message, Origin
from chassis.parties.directory import Directory
from chassis.rows import Reply
from chassis.storage.memory import MemoryStorage
from chassis.timers import Timers
from contracts.catalogue import EVENT_OF, TOPIC_OF
from contracts.event import Event
from contracts.ids import derived
from policy.calendar import SHANGHAI
from policy.registry import Packs, load_packs
from review.consumers import process
from review.domain.case import Case
from review.domain.rules import Rules

from .town import town

PACKS = load_packs()


def shanghai(text: str) -> datetime:
    """Return the instant (UTC) at which clocks in Asia/Shanghai show `2026-11-24 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


TUESDAY_TEN = shanghai("2026-11-24 10:00")


@dataclass(frozen=True, slots=True)
class Published:
    """An event that review put on the bus."""

    topic: str
    subject: UUID
    event: Event
    at: datetime


@dataclass(slots=True)
class World:
    """One review service, the institutions that act, and what intake and documents say."""

    packs: Packs = PACKS
    now: datetime = TUESDAY_TEN
    directory: Directory = field(default_factory=town)
    storage: MemoryStorage = field(init=False)
    engine: Engine = field(init=False)
    published: list[Published] = field(default_factory=list)
    _sequences: Counter[tuple[str, UUID]] = field(default_factory=Counter)
    _numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.storage = MemoryStorage(clock=lambda: self.now)
        self.engine = Engine(process(Rules(self.packs, lambda: self.directory)), self.storage)

    async def hear(self, event: Event, subject: UUID) -> None:
        """Let another service say something of an application."""
        await self.engine.handle([self.event(event, subject)])
        assert not self.storage.parked, list(self.storage.parked.values())
        self._collect()

    async def ask(self, institution: str, body: Event, subject: UUID, *, kafka: bool = False) -> Reply:
        """Let an institution act."""
        (reply,) = await self.engine.decide([self.request(institution, body, subject, kafka=kafka)], within=1)
        self._collect()
        return reply

    async def race(self, *messages: Message) -> None:
        """Let several things arrive within one batch."""
        await self.engine.handle(messages)
        self._collect()

    def event(self, event: Event, subject: UUID) -> Message:
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

    def person_behind(self, institution: str, practitioner: str) -> UUID:
        """Return who a member of staff is as a person."""
        found = self.directory.practitioner(institution, practitioner)
        assert found is not None
        assert found.person_ref is not None
        return found.person_ref

    async def until(self, text: str) -> None:
        """Let time pass (Asia/Shanghai); what comes due on the way fires at its own instant."""
        end = shanghai(text)
        while due := [at for at in self.storage.timers.values() if at <= end]:
            self.now = max(self.now, min(due))
            await Timers(self.storage, self.engine).fire_due()
            self._collect()
        self.now = end

    def case(self, subject: UUID) -> Case:
        row = self.storage.rows[subject]
        assert row.state is not None
        opened: Case = self.engine.process.open(row.state, row.state_version)
        return opened

    def said(self, kind: type[Any]) -> list[Any]:
        """Return every event of a kind that review told the other services."""
        return [out.event for out in self.published if isinstance(out.event, kind) and ".tasks." not in out.topic]

    def told(self, institution: str, kind: type[Any]) -> list[Any]:
        """Return every event of a kind that an institution was told."""
        topic = f"review.tasks.{institution}.v1"
        return [out.event for out in self.published if out.topic == topic and isinstance(out.event, kind)]

    def _collect(self) -> None:
        for out in self.storage.outbox[len(self.published) :]:
            model = EVENT_OF[orjson.loads(out.headers)["ce_type"]]
            event = model.model_validate_json(out.value)
            self.published.append(Published(out.topic, out.subject, event, self.now))
