"""One application under review, as its reviewers see it."""

from dataclasses import dataclass, field
from uuid import UUID

import orjson
from contracts.event import Event
from contracts.events.intake import ApplicationSubmitted, SubmittedPaper, WithdrawalRequested
from contracts.events.review import TaskAssigned
from contracts.events.verdicts import AskedItem, SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven
from contracts.ids import uuid7
from contracts.vocabulary import OverrideReason, Verdict

from .applying import MATERIALS, accepted, papers, provided, rejected, submission, withdrawal
from .town import DOCTOR, FIRST, LIUPANSHUI
from .world import World

ASTHMA = "M05400"


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
        return submission(self, self.world.now)

    async def submit(self) -> None:
        await self.hear(self.submission())

    async def hear(self, event: Event) -> None:
        await self.world.hear(event, self.id)

    def paper(self, material: str) -> SubmittedPaper:
        return next(paper for paper in self.papers if paper.material == material)

    async def accept(self, paper: SubmittedPaper, pages: int = 1) -> None:
        await self.hear(accepted(paper, self.world.now, pages))

    async def reject_paper(self, paper: SubmittedPaper, reason: str = "invalid_pdf") -> None:
        await self.hear(rejected(paper, self.world.now, reason))

    async def supply(self, round: int, *given: SubmittedPaper, absent: tuple[str, ...] = ()) -> None:  # noqa: A002
        await self.hear(provided(self.world.now, round, *given, absent=absent))

    def withdrawal(self) -> WithdrawalRequested:
        return withdrawal(self.world.now)

    def tasks(self, institution: str = "") -> list[TaskAssigned]:
        return self.world.told(institution or self.institution, TaskAssigned, self.id)

    @property
    def task(self) -> UUID:
        """The task that was last assigned."""
        review = self.world.case(self.id).review
        assert review is not None
        return review.tasks[-1].task_id

    async def act(self, body: Event, institution: str = "") -> str:
        """Return `""` if it took effect, else the refusal's code; a refusal may change nothing but the audit."""
        before = (self.world.storage.rows.get(self.id), dict(self.world.storage.timers), len(self.world.storage.outbox))
        reply = await self.world.ask(institution or self.institution, body, self.id, kafka=self.kafka)
        if reply.status == 200:
            return ""
        row, timers, told = before
        kept = self.world.storage.rows.get(self.id)
        assert (kept and kept.state) == (row and row.state)
        assert (self.world.storage.timers, len(self.world.storage.outbox)) == (timers, told)
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

    async def ask_for(
        self,
        *items: AskedItem,
        practitioner: str = "",
        task: UUID | None = None,
        override: OverrideReason | None = None,
    ) -> str:
        who = practitioner or self.practitioner
        asked = SupplementAsked(task_id=task or self.task, practitioner=who, items=items, override=override)
        return await self.act(asked)
