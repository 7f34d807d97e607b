"""Documents' decisions over memory, with the inspector and the store played by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from uuid import UUID

from chassis.message import Message
from chassis.performer import Performer, TryLater
from chassis.rows import Reply
from chassis.storage import Job
from chassis.testing.harness import Harness
from contracts.event import Event
from contracts.events.documents import DocumentAccepted, DocumentErased, DocumentRejected, DossierCompleted
from contracts.events.intake import DraftExpired, PapersLodged
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.consumers import process
from documents.domain.arriving import PaperMissing
from documents.domain.dossier import Dossier, Paper
from documents.domain.erasing import NO_MORE_UPLOADS, ErasePapers, PapersErased
from documents.domain.inspecting import CompletionTold, InspectPaper, PaperInspected
from documents.domain.ticketing import DeclaredPaper, TicketsAsked, TicketsGiven
from documents.effects import lending
from documents.effects.papers import LADDER, looks
from documents.objects import StoreAway
from policy.registry import load_packs

PACKS = load_packs()
PACK = PACKS.pinned("guizhou-liupanshui", "2026.1")
CARD, REPORT = "identity_card", "test_report"


@dataclass(slots=True)
class Shelf:
    """All dossiers of one documents service. Papers in `bad` are refused; `busy` keeps dossiers from each other.

    Papers in `missing` aren't in the store; while it is `away` nobody can say. `inspector` takes the hand's place.
    """

    harness: Harness[Dossier] = field(default_factory=lambda: Harness(process(PACKS)))
    bad: set[UUID] = field(default_factory=set)
    erased: list[tuple[UUID, UUID]] = field(default_factory=list)
    busy: bool = False
    missing: set[UUID] = field(default_factory=set)
    away: bool = False
    inspected: list[InspectPaper] = field(default_factory=list)
    missed_at: list[datetime] = field(default_factory=list)
    inspector: Performer[InspectPaper] | None = None
    _files: "count[int]" = field(default_factory=count)

    def file(self, material: str) -> DeclaredPaper:
        """Return a file that nobody has uploaded before."""
        content = sha256(str(next(self._files)).encode()).hexdigest()
        return DeclaredPaper(material=material, media_type="image/jpeg", size=1000, sha256=content)

    async def ask(self, application: UUID, *files: DeclaredPaper) -> Reply:
        """Ask for tickets."""
        materials = tuple(file.material for file in files)
        asked = TicketsAsked(papers=files, materials=materials, pack_id=PACK.id, pack_version=PACK.version)
        return await self.harness.request("gz-app", asked, application)

    async def upload(self, application: UUID, *materials: str) -> list[NamedPaper]:
        """Give tickets for papers; as far as anybody knows they are in the store."""
        reply = await self.ask(application, *(self.file(material) for material in materials))
        given = TicketsGiven.model_validate_json(reply.body).tickets
        return [NamedPaper(document_id=one.document_id, material=one.material) for one in given]

    async def complete(self, application: UUID, paper: NamedPaper) -> Reply:
        """Say that a paper is uploaded."""
        return await self.harness.request("gz-app", CompletionTold(document_id=paper.document_id), application)

    async def lodge(self, application: UUID, *papers: NamedPaper, of: UUID | None = None) -> None:
        await self.harness.event(PapersLodged(papers=papers, with_papers_of=of), application)
        await self.work()

    async def expire(self, application: UUID) -> None:
        """Let a draft end, and its papers go."""
        await self.expire_only(application)
        await self.wait(NO_MORE_UPLOADS)

    async def expire_only(self, application: UUID) -> None:
        await self.harness.event(DraftExpired(expired_at=self.harness.now), application)
        await self.work()

    async def wait(self, time: timedelta) -> None:
        """Let time pass and do what has come due."""
        await self.harness.advance(time)
        await self.work()

    async def work(self) -> None:
        """Do all effects that can be done."""
        inspector = self.inspector or Performer(InspectPaper, self._inspect, ladder=LADDER)
        store = [inspector, Performer(ErasePapers, self._erase)]
        await self.harness.perform([*store, *lending.performers(self._ask)])
        assert not self.harness.parked

    async def _ask(self, message: Message) -> Reply:
        if self.busy:
            raise TryLater("busy")
        (reply,) = await self.harness.engine.decide([message], within=1)
        return reply

    async def _inspect(self, order: InspectPaper, job: Job) -> PaperInspected | PaperMissing:
        if self.away:
            raise StoreAway("away")
        if order.document_id in self.missing:
            self.missed_at.append(self.harness.now)
            return PaperMissing(document_id=order.document_id, looks=looks(order, job))
        self.inspected.append(order)
        if order.document_id in self.bad:
            return PaperInspected(document_id=order.document_id, reason="invalid_image")
        return PaperInspected(
            document_id=order.document_id,
            sha256=order.sha256,
            size=order.size,
            media_type=order.media_type,
            version_id="v1",
            pages=2,
            flags=("blurred",),
        )

    async def _erase(self, order: ErasePapers, job: Job) -> PapersErased:
        self.erased += [(job.subject, document) for document in order.documents]
        return PapersErased(documents=order.documents)

    def paper(self, application: UUID, named: NamedPaper) -> Paper:
        dossier = self.harness.state(application)
        assert dossier is not None
        found = dossier.paper(named.document_id)
        assert found is not None
        return found

    def accepted(self, application: UUID) -> list[DocumentAccepted]:
        return self.harness.events(DocumentAccepted, application)

    def said(self, application: UUID) -> list[Event]:
        return [one.event for one in self.harness.emitted if one.subject == application]

    def rejected(self, application: UUID) -> list[DocumentRejected]:
        return self.harness.events(DocumentRejected, application)

    def completed(self, application: UUID) -> list[DossierCompleted]:
        return self.harness.events(DossierCompleted, application)

    def gone(self, application: UUID) -> list[UUID]:
        return [event.document_id for event in self.harness.events(DocumentErased, application)]


def applications(count: int) -> list[UUID]:
    return [uuid7() for _ in range(count)]
