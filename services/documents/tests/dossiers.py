"""A dossier over the storage in memory: tickets, lodgings, and an inspector and a store played by hand."""

from dataclasses import dataclass, field
from uuid import UUID

from chassis.rows import Reply
from chassis.testing.harness import Harness, Pending
from contracts.event import Event
from contracts.events.documents import DocumentAccepted, DocumentErased, DocumentRejected, DossierCompleted
from contracts.events.intake import DraftExpired, PapersLodged
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.consumers import process
from documents.domain.dossier import Dossier, Paper
from documents.domain.erasing import ErasePapers, PapersErased
from documents.domain.inspecting import CompletionTold, InspectPaper, PaperInspected
from documents.domain.ticketing import DeclaredPaper, TicketsAsked, TicketsGiven
from policy.registry import load_packs

PACKS = load_packs()
KIND, OTHER = "diagnosis_certificate", "test_report"
PACK = ("guizhou-liupanshui", "2026.1")


def declared(number: int, material: str = KIND) -> DeclaredPaper:
    return DeclaredPaper(material=material, media_type="image/jpeg", size=1000, sha256=f"{number:064x}")


@dataclass
class World:
    """One application's dossier."""

    harness: Harness[Dossier] = field(default_factory=lambda: Harness(process(PACKS)))
    application: UUID = field(default_factory=uuid7)

    async def ask(self, *papers: DeclaredPaper, key: str | None = None) -> Reply:
        asked = TicketsAsked(papers=papers, materials=(KIND, OTHER), pack_id=PACK[0], pack_version=PACK[1])
        return await self.harness.request("gz-app", asked, self.application, key)

    async def tickets(self, *papers: DeclaredPaper) -> list[UUID]:
        reply = await self.ask(*papers)
        assert reply.status == 200, reply.body
        return [one.document_id for one in TicketsGiven.model_validate_json(reply.body).tickets]

    async def complete(self, document: UUID) -> Reply:
        return await self.harness.request("gz-app", CompletionTold(document_id=document), self.application)

    async def lodge(self, *documents: UUID) -> None:
        named = tuple(NamedPaper(document_id=one, material=KIND) for one in documents)
        await self.harness.event(PapersLodged(papers=named), self.application)

    async def expire(self) -> None:
        await self.harness.event(DraftExpired(expired_at=self.harness.now), self.application)

    def inspections(self, document: UUID) -> list[Pending]:
        pending = self.harness.effects
        return [one for one in pending if isinstance(one.body, InspectPaper) and one.body.document_id == document]

    async def judge(self, document: UUID, reason: str | None = None) -> None:
        """Let the inspection that waits come to a verdict."""
        (waiting,) = self.inspections(document)
        good = {"sha256": f"{1:064x}", "size": 1000, "media_type": "image/jpeg", "version_id": "v1", "pages": 1}
        found = PaperInspected(document_id=document, reason=reason, **({} if reason else good))
        await self.harness.result(waiting, found)

    async def erase(self) -> list[UUID]:
        """Do the erasures that wait; return which papers they named."""
        named: list[UUID] = []
        for pending in self.harness.effects:
            if isinstance(pending.body, ErasePapers):
                named += pending.body.documents
                await self.harness.result(pending, PapersErased(documents=pending.body.documents))
        return named

    def paper(self, document: UUID) -> Paper:
        state = self.harness.state(self.application)
        found = state.paper(document) if state else None
        assert found is not None
        return found

    def told(self) -> list[Event]:
        kinds = (DocumentAccepted, DocumentRejected, DossierCompleted, DocumentErased)
        return [one.event for one in self.harness.emitted if isinstance(one.event, kinds)]

    def completed(self) -> list[tuple[set[UUID], set[UUID]]]:
        """Return accepted and rejected papers of each lodging that was said to be complete."""
        return [(set(one.accepted), set(one.rejected)) for one in self.harness.events(DossierCompleted)]
