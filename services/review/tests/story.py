"""What intake, documents and institutions say in the scenarios."""

from dataclasses import dataclass, field
from uuid import UUID

import orjson
from contracts.event import Event
from contracts.events.documents import DocumentAccepted, DocumentRejected
from contracts.events.intake import (
    ApplicationSubmitted,
    PackVersion,
    SubmittedPaper,
    SupplementProvided,
    WithdrawalRequested,
)
from contracts.events.requests import AbsentPaper
from contracts.events.review import TaskAssigned
from contracts.events.verdicts import AskedItem, SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven
from contracts.ids import uuid7
from contracts.vocabulary import AbsenceReason, ApplicantKind, Route, Scheme, Verdict, WithdrawalReason

from .town import DOCTOR, FIRST, LIUPANSHUI
from .world import World

MATERIALS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
ASTHMA = "M05400"


def papers(*materials: str, inspected: bool = True) -> tuple[SubmittedPaper, ...]:
    return tuple(SubmittedPaper(document_id=uuid7(), material=each, inspected=inspected) for each in materials)


def asked(material: str, code: str, document_id: UUID | None = None) -> AskedItem:
    return AskedItem(material=material, code=code, document_id=document_id)


@dataclass(slots=True)
class Reviewing:
    """One application under review, with the institution and the reviewer that act unless another is named."""

    world: World
    area: str = LIUPANSHUI
    disease: str = "bronchial_asthma"
    hospital: str | None = FIRST
    institution: str = FIRST
    practitioner: str = DOCTOR
    person: UUID = field(default_factory=uuid7)
    agent: UUID | None = None
    id: UUID = field(default_factory=uuid7)
    papers: tuple[SubmittedPaper, ...] = field(default_factory=lambda: papers(*MATERIALS))
    kafka: bool = False

    def submission(self) -> ApplicationSubmitted:
        pack = self.world.packs.in_force(self.area, self.world.now.date())
        return ApplicationSubmitted(
            number="LP20261124000000017",
            person_ref=self.person,
            agent_ref=self.agent,
            applicant_kind=ApplicantKind.AGENT if self.agent else ApplicantKind.SELF,
            channel="gz-app",
            pooling_area=self.area,
            pack=PackVersion(id=pack.id, version=pack.version),
            scheme=Scheme.RESIDENT,
            disease_code=self.disease,
            route=Route.ONLINE,
            hospital=self.hospital,
            submitted_at=self.world.now,
            papers=self.papers,
        )

    async def submit(self) -> None:
        await self.hear(self.submission())

    async def hear(self, event: Event) -> None:
        await self.world.hear(event, self.id)

    def paper(self, material: str) -> SubmittedPaper:
        return next(paper for paper in self.papers if paper.material == material)

    async def accept(self, paper: SubmittedPaper, pages: int = 1) -> None:
        await self.hear(
            DocumentAccepted(
                document_id=paper.document_id,
                material=paper.material,
                sha256="0" * 64,
                size=1000,
                media_type="image/jpeg",
                version_id="v1",
                pages=pages,
                inspected_at=self.world.now,
            )
        )

    async def reject_paper(self, paper: SubmittedPaper, reason: str = "invalid_pdf") -> None:
        rejected = DocumentRejected(
            document_id=paper.document_id, material=paper.material, reason=reason, inspected_at=self.world.now
        )
        await self.hear(rejected)

    async def supply(self, round: int, *given: SubmittedPaper, absent: tuple[str, ...] = ()) -> None:  # noqa: A002
        missing = tuple(AbsentPaper(material=each, reason=AbsenceReason.LOST) for each in absent)
        provided = SupplementProvided(round=round, provided_at=self.world.now, papers=given, absent=missing)
        await self.hear(provided)

    def withdrawal(self) -> WithdrawalRequested:
        return WithdrawalRequested(
            channel="gz-app", reason=WithdrawalReason.NO_LONGER_NEEDED, requested_at=self.world.now
        )

    def tasks(self, institution: str = "") -> list[TaskAssigned]:
        return self.world.told(institution or self.institution, TaskAssigned)

    @property
    def task(self) -> UUID:
        """The task that was last assigned."""
        return self.tasks()[-1].task_id

    async def act(self, body: Event, institution: str = "") -> str:
        """Return `""` if it took effect, else the refusal's code; a refusal may change nothing but the audit."""
        before = (self.world.storage.rows.get(self.id), dict(self.world.storage.timers), len(self.world.said(Event)))
        reply = await self.world.ask(institution or self.institution, body, self.id, kafka=self.kafka)
        if reply.status == 200:
            return ""
        row, timers, told = before
        kept = self.world.storage.rows.get(self.id)
        assert (kept and kept.state) == (row and row.state)
        assert (self.world.storage.timers, len(self.world.said(Event))) == (timers, told)
        return str(orjson.loads(reply.body)["code"])

    async def claim(self, practitioner: str = "", task: UUID | None = None, institution: str = "") -> str:
        who = practitioner or self.practitioner
        return await self.act(TaskClaimed(task_id=task or self.task, practitioner=who), institution)

    async def release(self, practitioner: str = "", task: UUID | None = None) -> str:
        return await self.act(TaskReleased(task_id=task or self.task, practitioner=practitioner or self.practitioner))

    def verdict(
        self, verdict: Verdict, practitioner: str = "", task: UUID | None = None, **more: object
    ) -> VerdictGiven:
        given = {"task_id": task or self.task, "practitioner": practitioner or self.practitioner, "verdict": verdict}
        return VerdictGiven.model_validate(given | more)

    async def approve(self, practitioner: str = "", task: UUID | None = None, code: str | None = ASTHMA) -> str:
        return await self.act(self.verdict(Verdict.APPROVED, practitioner, task, national_code=code))

    async def reject(self, *reasons: str, practitioner: str = "", task: UUID | None = None) -> str:
        return await self.act(self.verdict(Verdict.REJECTED, practitioner, task, reasons=reasons))

    async def ask_for(self, *items: AskedItem, practitioner: str = "", task: UUID | None = None) -> str:
        who = practitioner or self.practitioner
        return await self.act(SupplementAsked(task_id=task or self.task, practitioner=who, items=items))
