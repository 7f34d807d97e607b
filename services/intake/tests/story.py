"""What persons, channels, documents and review say in the scenarios."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from contracts.event import Event
from contracts.events.documents import DocumentAccepted, DocumentRejected
from contracts.events.requests import (
    AbsentPaper,
    Applicant,
    ApplicationLodged,
    DraftOpened,
    NamedPaper,
    SupplementLodged,
)
from contracts.events.review import CaseOpened, SupplementRequested
from contracts.events.updates import Item
from contracts.ids import uuid7
from contracts.vocabulary import AbsenceReason, ApplicantKind, ReviewStep, Route, Scheme

from .world import APP, LIUPANSHUI, World

AGENCY, HOSPITAL = "A511300001", "H52020199001"
LIUPANSHUI_PAPERS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
NANCHONG_PAPERS = ("application_form", "diagnosis_certificate", "clinical_record", "test_report")
AGENT_PAPERS = ("agent_identity_card", "relation_proof")


def draft(
    person: UUID,
    area: str = LIUPANSHUI,
    disease: str = "bronchial_asthma",
    agent: UUID | None = None,
    of: UUID | None = None,
) -> DraftOpened:
    kind = ApplicantKind.AGENT if agent else ApplicantKind.SELF
    return DraftOpened(
        person_ref=person,
        applicant=Applicant(kind=kind, agent_ref=agent, relation="child" if agent else None),
        pooling_area=area,
        scheme=Scheme.RESIDENT,
        disease_code=disease,
        route=Route.ONLINE,
        with_papers_of=of,
    )


def papers(*materials: str) -> tuple[NamedPaper, ...]:
    return tuple(NamedPaper(document_id=uuid7(), material=material) for material in materials)


def lodging(*named: NamedPaper, absent: tuple[str, ...] = (), declared: bool = True) -> ApplicationLodged:
    missing = tuple(AbsentPaper(material=each, reason=AbsenceReason.LOST) for each in absent)
    return ApplicationLodged(papers=named, absent=missing, declared_true=declared)


def supplement(*named: NamedPaper, round: int = 1, absent: tuple[str, ...] = ()) -> SupplementLodged:  # noqa: A002
    missing = tuple(AbsentPaper(material=each, reason=AbsenceReason.LOST) for each in absent)
    return SupplementLodged(round=round, papers=named, absent=missing)


def accepted(paper: NamedPaper, now: datetime) -> DocumentAccepted:
    return DocumentAccepted(
        document_id=paper.document_id,
        material=paper.material,
        sha256="0" * 64,
        size=1000,
        media_type="image/jpeg",
        version_id="v1",
        pages=1,
        inspected_at=now,
    )


def rejected(paper: NamedPaper, now: datetime, reason: str = "invalid_pdf") -> DocumentRejected:
    return DocumentRejected(document_id=paper.document_id, material=paper.material, reason=reason, inspected_at=now)


def case_opened(now: datetime) -> CaseOpened:
    return CaseOpened(
        step=ReviewStep.HOSPITAL_REVIEW, institution=HOSPITAL, decide_by=now + timedelta(hours=4, minutes=30)
    )


def asked_for(now: datetime, *materials: str, round: int = 1) -> SupplementRequested:  # noqa: A002
    items = tuple(Item(material=each, code="NO_SEAL", text="缺少公章") for each in materials)
    return SupplementRequested(round=round, institution=HOSPITAL, items=items, answer_by=now + timedelta(days=15))


@dataclass(slots=True)
class Applying:
    """One application on its way, step by step, as one channel sees it."""

    world: World
    channel: str = APP
    area: str = LIUPANSHUI
    person: UUID = field(default_factory=uuid7)
    agent: UUID | None = None
    disease: str = "bronchial_asthma"
    of: UUID | None = None
    id: UUID = field(default_factory=uuid7)
    papers: tuple[NamedPaper, ...] = field(default_factory=lambda: papers(*LIUPANSHUI_PAPERS))

    @property
    def open_key(self) -> str:
        return f"open:{self.person}:{self.disease}:{self.area}"

    async def open(self) -> dict[str, object]:
        return await self.ask(draft(self.person, self.area, self.disease, self.agent, self.of))

    async def lodge(self) -> dict[str, object]:
        return await self.ask(lodging(*self.papers))

    async def ask(self, body: Event) -> dict[str, object]:
        return await self.world.answered(self.channel, body, self.id)

    async def refused(self, body: Event) -> tuple[int, str]:
        return await self.world.refused(self.channel, body, self.id)

    async def hear(self, event: Event) -> None:
        await self.world.hear(event, self.id)

    async def accept_all(self) -> None:
        for paper in self.papers:
            await self.hear(accepted(paper, self.world.now))

    async def submit(self) -> None:
        await self.open()
        await self.lodge()
        await self.accept_all()

    async def submit_and_review(self) -> None:
        await self.submit()
        await self.hear(case_opened(self.world.now))
