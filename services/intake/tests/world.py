"""Intake's decisions in the engine over memory, with the channels, the vault and the other services played by hand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from chassis.between import Between
from chassis.decision import Refused
from chassis.grants import UPLOAD, Verifier, signer
from chassis.message import Message
from chassis.performer import Performer, TryLater
from chassis.rows import Reply
from chassis.storage import Job
from chassis.storage.memory import MemoryStorage
from chassis.testing.harness import Emitted, Harness
from contracts.event import Event
from contracts.vocabulary import Scheme
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from intake.consumers import process
from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application
from intake.domain.joining import JoinOpen
from intake.domain.linking import Beside, CheckLink, LinkChecked, papers_to_use
from intake.domain.persons import CheckPersons, PersonsChecked
from intake.domain.register import CheckInsurance, Entitled, InsuranceAnswered, Insured
from intake.domain.rules import Hospital, Rules
from intake.effects.joins import Joining
from policy.registry import Packs, load_packs
from pydantic import SecretStr

APP, WECHAT, MINI = "gz-app", "gz-wechat", "sc-mini"
LIUPANSHUI, NANCHONG = "520200", "511300"
TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Tuesday 2026-11-24 10:00 in Asia/Shanghai."""
PACKS = load_packs()
KEY = Ed25519PrivateKey.generate()
PRIVATE_KEY = SecretStr(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
PUBLIC_KEY = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def grant_of(token: object, now: datetime) -> dict[str, Any]:
    """Open a grant as documents does."""
    return dict(Verifier(PUBLIC_KEY, UPLOAD, "intake", "documents").claims(str(token), now))


REGISTER_WAIT = timedelta(seconds=20)


@dataclass(slots=True)
class InsuredHere:
    """A register in which everybody is insured where they apply, unless it is told otherwise."""

    insured: dict[UUID, tuple[Insured, ...]] = field(default_factory=dict)
    entitled: dict[UUID, tuple[Entitled, ...]] = field(default_factory=dict)
    is_away: bool = False
    asked: list[UUID] = field(default_factory=list)

    def look_up(self, question: CheckInsurance, now: datetime) -> InsuranceAnswered:
        self.asked.append(question.person_ref)
        if self.is_away:
            raise TryLater("away")
        default = tuple(Insured(area=question.area, scheme=scheme) for scheme in Scheme)
        return InsuranceAnswered(
            insured=self.insured.get(question.person_ref, default),
            entitlements=self.entitled.get(question.person_ref, ()),
            checked_at=now,
        )


@dataclass(slots=True)
class World:
    """One intake. `strangers` are persons that the vault doesn't know; `met` says who came through which channel."""

    packs: Packs = PACKS
    start: datetime = TUESDAY_TEN
    strangers: set[UUID] = field(default_factory=set)
    vault_is_away: bool = False
    hospitals: dict[str, Hospital] = field(default_factory=dict)
    met: set[tuple[UUID, str]] = field(default_factory=set)
    register: InsuredHere = field(default_factory=InsuredHere)
    register_wait: timedelta | None = REGISTER_WAIT
    harness: Harness[Application] = field(init=False)

    def __post_init__(self) -> None:
        self.harness = Harness(process(self.rules), self.start)

    @property
    def rules(self) -> Rules:
        return Rules(self.packs, signer(PRIVATE_KEY, UPLOAD), self.register_wait, self.hospitals.get)

    @property
    def now(self) -> datetime:
        return self.harness.now

    @property
    def storage(self) -> MemoryStorage:
        return self.harness.storage

    async def ask(self, channel: str, body: Event, subject: UUID, key: str | None = None) -> Reply:
        """Let a channel ask over HTTP."""
        reply = await self.harness.request(channel, body, subject, key)
        await self.settle()
        return reply

    async def ask_over_kafka(self, channel: str, body: Event, subject: UUID) -> None:
        """Let a channel put its request on its topic."""
        await self.harness.record(channel, body, subject)
        await self.settle()

    async def answered(self, channel: str, body: Event, subject: UUID) -> dict[str, Any]:
        """Return the answer to a request that is taken."""
        reply = await self.ask(channel, body, subject)
        assert reply.status < 300, reply.body.decode()
        answer: dict[str, Any] = orjson.loads(reply.body)
        return answer

    async def refused(self, channel: str, body: Event, subject: UUID) -> tuple[int, str]:
        """Return status and code of a refusal, which changes nothing."""
        before = self._all_of(subject)
        reply = await self.ask(channel, body, subject)
        assert self._all_of(subject) == before
        return reply.status, orjson.loads(reply.body)["code"]

    def _all_of(self, subject: UUID) -> tuple[object, ...]:
        return self.state(subject), len(self.storage.outbox), dict(self.storage.timers)

    async def hear(self, event: Event, subject: UUID) -> None:
        """Let another service say something of an application."""
        await self.harness.event(event, subject)
        await self.settle()

    async def pass_time(self, by: timedelta) -> None:
        """Let time pass; what comes due on the way fires at its own instant."""
        await self.harness.advance(by)
        await self.settle()

    async def settle(self) -> None:
        """Let the vault answer, and applications hear each other."""
        performers = [
            Performer(CheckPersons, self._look_up, ladder=(60, 60)),
            Performer(CheckLink, self._check_link, ladder=(60, 60)),
            Performer(CheckInsurance, self._ask_the_register, ladder=(60, 60)),
            Performer(JoinOpen, Joining(Between("intake", self._ask_another)).perform, ladder=(60, 60)),
        ]
        while await self.harness.perform(performers):
            pass
        assert not self.harness.parked

    async def _ask_another(self, message: Message) -> Reply:
        (reply,) = await self.harness.engine.decide([message], within=1)
        return reply

    async def _look_up(self, body: CheckPersons, job: Job) -> PersonsChecked:
        del job
        if self.vault_is_away:
            raise TryLater("away")
        return PersonsChecked(known=self.strangers.isdisjoint(body.persons))

    async def _check_link(self, body: CheckLink, job: Job) -> LinkChecked:
        """As `intake.effects.links` does, over memory."""
        if self.vault_is_away:
            raise TryLater("away")
        who = body.asked.applicant.agent_ref or body.asked.person_ref
        other = body.asked.with_papers_of
        assert other is not None
        mine = self.now_is(job.subject)
        states = [(subject, self.now_is(subject)) for subject in self.storage.rows if self.state(subject)]
        siblings = sum(
            subject != job.subject
            and state.asked.with_papers_of == other
            and state.status in UNSUBMITTED | WITH_REVIEW
            and (state.opened_at, subject) < (mine.opened_at, job.subject)
            for subject, state in states
        )
        beside = Beside(self.state(other), has_met=(who, body.channel) in self.met, siblings=siblings)
        try:
            return LinkChecked(papers=papers_to_use(body.asked, body.channel, beside))
        except Refused as refused:
            return LinkChecked(refused=refused.code)

    async def _ask_the_register(self, body: CheckInsurance, job: Job) -> InsuranceAnswered:
        del job
        return self.register.look_up(body, self.now)

    def state(self, subject: UUID) -> Application | None:
        return self.harness.state(subject)

    def now_is(self, subject: UUID) -> Application:
        """Return the state of an application that is there."""
        found = self.state(subject)
        assert found is not None
        return found

    def published(self) -> list[Emitted]:
        return self.harness.emitted

    def said(self, kind: type[Any], subject: UUID | None = None) -> list[Any]:
        """Return every event of a kind that intake told the other services."""
        return self._events("intake.applications.v1", kind, subject)

    def told(self, channel: str, kind: type[Any], subject: UUID | None = None) -> list[Any]:
        """Return every event of a kind that a channel was told."""
        return self._events(f"intake.updates.{channel}.v1", kind, subject)

    def _events(self, topic: str, kind: type[Any], subject: UUID | None) -> list[Any]:
        of_kind = (out for out in self.published() if out.topic == topic and isinstance(out.event, kind))
        return [out.event for out in of_kind if subject in (None, out.subject)]
