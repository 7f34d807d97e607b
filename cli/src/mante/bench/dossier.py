"""The small service that every variant is: papers come in, are noted in their dossier, and what is there is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.catalogue import DOCUMENTS_DOSSIERS, INTAKE_APPLICATIONS
from contracts.codec import encode
from contracts.events.documents import DossierCompleted
from contracts.events.intake import PapersLodged
from contracts.events.requests import NamedPaper
from contracts.ids import derived
from pydantic import TypeAdapter

INPUT = INTAKE_APPLICATIONS
OUTPUT = DOCUMENTS_DOSSIERS
PAPERS = 12


@dataclass(frozen=True, slots=True)
class Dossier:
    """How many papers of one application came in, in how many parcels, and the last of them."""

    papers: int = 0
    parcels: int = 0
    last: tuple[UUID, ...] = ()


CODEC = TypeAdapter(Dossier)


def note_the_papers(dossier: Dossier | None, lodged: PapersLodged, now: datetime) -> tuple[Dossier, DossierCompleted]:
    """Return the dossier with these papers, and what is told of it."""
    known = dossier or Dossier()
    new = tuple(paper.document_id for paper in lodged.papers)
    noted = Dossier(known.papers + len(new), known.parcels + 1, new)
    return noted, DossierCompleted(accepted=new, rejected=(), completed_at=now)


def papers_of(subject: UUID, sequence: int) -> bytes:
    """Return a body of 1.2 kB."""
    ids = (derived(subject, f"{sequence}/{number}") for number in range(PAPERS))
    papers = tuple(NamedPaper(document_id=document_id, material="discharge_summary") for document_id in ids)
    return encode(PapersLodged(papers=papers))
