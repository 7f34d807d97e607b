"""Benefits in memory: the beneficiary is asked as in the service, everybody else is played by hand."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from benefits import effects
from benefits.consumers import State, process
from benefits.domain.beneficiary import Beneficiary, key_of
from benefits.domain.departing import HospitalGone
from benefits.domain.entitlement import Entitlement
from benefits.domain.rules import Rules
from chassis.message import Message
from chassis.parties import Directory
from chassis.parties.party import Party
from chassis.rows import Reply
from chassis.testing.harness import Harness
from contracts.catalogue import PartyKind
from contracts.event import Event, Part
from contracts.events.intake import ApplicationSubmitted, HospitalChosen, PackVersion
from contracts.events.review import AssessedBy, CaseClosed, ReviewDecided
from contracts.ids import uuid7
from contracts.vocabulary import ApplicantKind, Outcome, ReviewStep, Route, Scheme, Verdict
from policy.calendar import SHANGHAI
from policy.registry import Packs, load_packs

E = TypeVar("E", bound=Event)
PACKS = load_packs()
FIRST, SECOND, OUTSIDE = "H52020199001", "H52020199002", "H51010699003"
PRACTITIONER = "D520201000001"
AREAS = {"520200": ("guizhou-liupanshui", "2026.1"), "511300": ("sichuan-nanchong", "2026.1")}
NUMBER = "LP20261124{:08d}5"


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def hospitals(*suspended: str) -> Directory:
    return Directory.of(
        Party(
            code,
            PartyKind.INSTITUTION,
            f"医院{code}",
            level=2,
            area="520200",
            roles=frozenset({"hospital"}),
            suspended=code in suspended,
        )
        for code in (FIRST, SECOND, OUTSIDE)
    )


@dataclass(slots=True)
class World:
    """`packs` and `directory` may be exchanged; `at` is where time begins (Asia/Shanghai)."""

    packs: Packs = PACKS
    directory: Directory = field(default_factory=hospitals)
    at: str = "2026-11-24T14:10"
    harness: Harness[State] = field(init=False)
    numbers: int = 0

    def __post_init__(self) -> None:
        rules = Rules(self.packs, lambda: self.directory)
        self.harness = Harness(process(rules), now=shanghai(self.at))

    async def hear(self, event: Event, application: UUID) -> None:
        await self.harness.event(event, application)
        await self.settle()

    async def ask(self, body: Part, subject: UUID, key: str | None = None) -> Reply:
        reply = await self.harness.request("operator", body, subject, key)
        await self.settle()
        return reply

    async def loses(self, hospital: str, person: "Person", departure: str = "2026-12-15") -> None:
        """Ask whether a person is to be told that a hospital has left, as a look at the departures does."""
        gone = HospitalGone(area=person.area, hospital=hospital, left_on=departure)
        await self.ask(gone, key_of(person.ref, person.area), f"{hospital}:{departure}:{person.ref}")

    async def settle(self) -> None:
        await self.harness.perform(effects.performers(self._answer))

    async def _answer(self, message: Message) -> Reply:
        (reply,) = await self.harness.engine.decide([message], within=1)
        return reply

    async def until(self, text: str) -> None:
        await self.harness.advance(to=shanghai(text))
        await self.settle()

    def said(self, model: type[E], application: UUID | None = None) -> list[E]:
        return self.harness.events(model, application)

    def entitlement(self, application: UUID) -> Entitlement:
        state = self.harness.state(application)
        assert isinstance(state, Entitlement)
        return state

    def beneficiary(self, person: UUID, area: str = "520200") -> Beneficiary:
        state = self.harness.state(key_of(person, area))
        assert isinstance(state, Beneficiary)
        return state

    def person(self, area: str = "520200") -> "Person":
        return Person(self, uuid7(), area)


@dataclass(slots=True)
class Person:
    """Somebody who applies, and whom review approves."""

    world: World
    ref: UUID
    area: str = "520200"

    def submission(self, disease: str = "bronchial_asthma", scheme: Scheme = Scheme.RESIDENT) -> ApplicationSubmitted:
        self.world.numbers += 1
        at = self.world.harness.now - timedelta(hours=4)
        return submitted(NUMBER.format(self.world.numbers), self.ref, at, self.area, disease, scheme)

    async def approved(self, disease: str = "bronchial_asthma", scheme: Scheme = Scheme.RESIDENT) -> UUID:
        """Apply for a disease and be approved now; return the application."""
        application = uuid7()
        await self.world.hear(self.submission(disease, scheme), application)
        await self.world.hear(decided(self.world.harness.now), application)
        await self.world.hear(closed(self.world.harness.now), application)
        return application

    async def chooses(self, hospital: str, application: UUID) -> UUID:
        """Choose a hospital now; return the request."""
        choice = uuid7()
        await self.world.hear(chosen(self.ref, hospital, self.world.harness.now, choice), application)
        return choice


def submitted(  # noqa: PLR0913, PLR0917 - what an application says
    number: str,
    person: UUID,
    at: datetime,
    area: str = "520200",
    disease: str = "bronchial_asthma",
    scheme: Scheme = Scheme.RESIDENT,
    agent: UUID | None = None,
) -> ApplicationSubmitted:
    pack, version = AREAS[area]
    return ApplicationSubmitted(
        number=number,
        person_ref=person,
        agent_ref=agent,
        applicant_kind=ApplicantKind.AGENT if agent else ApplicantKind.SELF,
        channel="gz-app",
        pooling_area=area,
        pack=PackVersion(id=pack, version=version),
        scheme=scheme,
        disease_code=disease,
        route=Route.ONLINE,
        submitted_at=at,
        papers=(),
    )


def decided(at: datetime, institution: str = FIRST) -> ReviewDecided:
    day = at.astimezone(SHANGHAI).date().isoformat()
    by = AssessedBy(practitioner=PRACTITIONER, institution=institution, verdict=Verdict.APPROVED, on=day)
    return ReviewDecided(
        step=ReviewStep.HOSPITAL_REVIEW,
        round=0,
        verdict=Verdict.APPROVED,
        assessed_by=(by,),
        national_code="M05400",
        decided_at=at,
    )


def closed(at: datetime, outcome: Outcome = Outcome.APPROVED) -> CaseClosed:
    code = "M05400" if outcome is Outcome.APPROVED else None
    return CaseClosed(outcome=outcome, closed_at=at, national_code=code)


def chosen(person: UUID, hospital: str, at: datetime, choice: UUID) -> HospitalChosen:
    return HospitalChosen(person_ref=person, hospital=hospital, chosen_at=at, choice_id=choice)


def packs_with(area: str, **benefit: object) -> Packs:
    """The packs, with other rules of the benefit in one city."""
    changed = tuple(
        pack.model_copy(update={"benefit": pack.benefit.model_copy(update=benefit)})
        if pack.pooling_area.code == area
        else pack
        for pack in PACKS.packs
    )
    return replace(PACKS, packs=changed)
