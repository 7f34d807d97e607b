"""Intake's decisions in the real engine over memory, with a clock that tests move, and the others played by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import jwt
import orjson
from chassis.effects import EffectWorkers, Performer, TryLater, performers_by_kind
from chassis.engine import Engine
from chassis.message import Kind, Message, Origin
from chassis.rows import Reply
from chassis.storage import Job
from chassis.storage.memory import MemoryStorage
from chassis.timers import Timers
from contracts.catalogue import EVENT_OF, TOPIC_OF
from contracts.event import Event
from contracts.ids import derived
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from intake.consumers import process
from intake.domain.application import Application
from intake.domain.persons import CheckPersons, PersonsChecked
from policy.registry import Packs, load_packs

APP, WECHAT, MINI = "gz-app", "gz-wechat", "sc-mini"
LIUPANSHUI, NANCHONG = "520200", "511300"
TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Tuesday 2026-11-24 10:00 in Asia/Shanghai."""
PACKS = load_packs()
KEY = Ed25519PrivateKey.generate()


def sign(claims: object) -> str:
    return jwt.encode(dict(claims), KEY, algorithm="EdDSA")  # type: ignore[call-overload]


def grant_of(token: str, now: datetime) -> dict[str, Any]:
    """Open a grant as documents does."""
    claims: dict[str, Any] = jwt.decode(
        token,
        KEY.public_key(),
        algorithms=["EdDSA"],
        audience="documents",
        issuer="intake",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert claims["exp"] > now.timestamp()
    return claims


@dataclass(frozen=True, slots=True)
class Published:
    """An event that intake put on the bus."""

    topic: str
    subject: UUID
    event: Event


@dataclass(slots=True)
class World:
    """One intake, the channels that ask it, and what the other services say."""

    packs: Packs = PACKS
    now: datetime = TUESDAY_TEN
    strangers: set[UUID] = field(default_factory=set)
    vault_is_away: bool = False
    storage: MemoryStorage = field(init=False)
    engine: Engine = field(init=False)
    _sequences: Counter[tuple[str, UUID]] = field(default_factory=Counter)
    _keys: Iterator[int] = field(default_factory=count)
    _delivered: int = 0

    def __post_init__(self) -> None:
        self.storage = MemoryStorage(clock=lambda: self.now)
        self.engine = Engine(process(self.packs, sign), self.storage)

    async def ask(self, channel: str, body: Event, subject: UUID, key: str = "", *, kafka: bool = False) -> Reply:
        """Let a channel ask; then let the vault answer and intake hear itself."""
        key = key or f"key-{next(self._keys)}"
        topic = f"intake.requests.{channel}.v1"
        message = Message(
            kind=Kind.REQUEST,
            id=derived(subject, f"{channel}/{key}"),
            source=channel,
            subject=subject,
            type=body.type_name(),
            body=body.model_dump_json().encode(),
            actor=channel,
            correlation_id=subject,
            key=key,
            origin=Origin(topic, 0, next(self._keys), subject.bytes, ()) if kafka else None,
        )
        (reply,) = await self.engine.decide([message], within=1)
        await self.settle()
        return reply

    async def answered(self, channel: str, body: Event, subject: UUID, key: str = "") -> dict[str, Any]:
        """Return the answer to a request that is taken."""
        reply = await self.ask(channel, body, subject, key)
        assert reply.status < 300, reply.body.decode()
        answer: dict[str, Any] = orjson.loads(reply.body)
        return answer

    async def refused(self, channel: str, body: Event, subject: UUID) -> tuple[int, str]:
        """Return status and code of a refusal; nothing may have changed."""
        before = (self.state(subject), len(self.storage.outbox), dict(self.storage.timers))
        reply = await self.ask(channel, body, subject)
        assert (self.state(subject), len(self.storage.outbox), dict(self.storage.timers)) == before
        return reply.status, orjson.loads(reply.body)["code"]

    async def hear(self, event: Event, subject: UUID) -> None:
        """Let another service say something of an application."""
        await self._hear(event, subject)
        await self.settle()

    async def _hear(self, event: Event, emitter: UUID) -> None:
        topic = TOPIC_OF[type(event)].name
        self._sequences[topic, emitter] += 1
        number = self._sequences[topic, emitter]
        concerned = self.engine.process.routes[event.type_name()].subject
        message = Message(
            kind=Kind.EVENT,
            id=derived(emitter, f"{topic}/{number}"),
            source=topic,
            subject=concerned(event) if concerned else emitter,
            type=event.type_name(),
            body=event,
            actor=topic.split(".", 1)[0],
            correlation_id=emitter,
            emitter=emitter,
            sequence=number,
            origin=Origin(topic, 0, number, emitter.bytes, ()),
        )
        await self.engine.handle([message])
        assert not self.storage.parked, list(self.storage.parked.values())

    async def settle(self) -> None:
        """Let the vault answer, and intake hear what it said to itself."""
        performers = performers_by_kind([Performer(CheckPersons, self._look_up, ladder=(60, 60))])
        await EffectWorkers(self.storage, self.engine, performers).run_once()
        while self._delivered < len(self.storage.outbox):
            said = self.published()[self._delivered]
            self._delivered += 1
            if type(said.event).__name__ == "ApplicationJoined":
                await self._hear(said.event, said.subject)

    async def _look_up(self, body: CheckPersons, job: Job) -> PersonsChecked:
        del job
        if self.vault_is_away:
            raise TryLater("away")
        return PersonsChecked(known=self.strangers.isdisjoint(body.persons))

    async def pass_time(self, by: timedelta) -> None:
        """Move the clock and fire what came due."""
        self.now += by
        await Timers(self.storage, self.engine).fire_due()
        await self.settle()

    def state(self, subject: UUID) -> Application | None:
        row = self.storage.rows.get(subject)
        if row is None or row.state is None:
            return None
        opened: Application = self.engine.process.open(row.state, row.state_version)
        return opened

    def now_is(self, subject: UUID) -> Application:
        """Return the state of an application that is there."""
        found = self.state(subject)
        assert found is not None
        return found

    def published(self) -> list[Published]:
        return [
            Published(out.topic, out.subject, event_in(orjson.loads(out.headers)["ce_type"], out.value))
            for out in self.storage.outbox
        ]

    def said(self, kind: type[Any], subject: UUID | None = None) -> list[Any]:
        """Return every event of a kind that intake told the other services."""
        return self._events("intake.applications.v1", kind, subject)

    def told(self, channel: str, kind: type[Any], subject: UUID | None = None) -> list[Any]:
        """Return every event of a kind that a channel was told."""
        return self._events(f"intake.updates.{channel}.v1", kind, subject)

    def _events(self, topic: str, kind: type[Any], subject: UUID | None) -> list[Any]:
        of_kind = (out for out in self.published() if out.topic == topic and isinstance(out.event, kind))
        return [out.event for out in of_kind if subject in (None, out.subject)]


def event_in(type_name: str, value: bytes) -> Event:
    return EVENT_OF[type_name].model_validate_json(value)
