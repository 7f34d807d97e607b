"""The dossier: every paper of one application, from its ticket to its verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID


class PaperStatus(StrEnum):
    """How far a paper has come."""

    TICKETED = "ticketed"
    INSPECTING = "inspecting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ERASED = "erased"


DECIDED = (PaperStatus.ACCEPTED, PaperStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. Size (bytes), hash and type are as declared for the ticket; the upload must match them."""

    document_id: UUID
    material: str
    file_name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    status: PaperStatus = PaperStatus.TICKETED
    reason: str = ""
    version_id: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """All papers of one application. `lodged` are those named when it was last handed in."""

    papers: tuple[Paper, ...] = ()
    lodged: tuple[UUID, ...] = ()
    told_complete: bool = True

    def paper(self, document_id: UUID) -> Paper | None:
        """Return a paper by its id."""
        return next((paper for paper in self.papers if paper.document_id == document_id), None)

    def plus(self, papers: Iterable[Paper]) -> "Dossier":
        """Add papers."""
        return replace(self, papers=(*self.papers, *papers))

    def with_paper(self, changed: Paper) -> "Dossier":
        """Put a paper in place of the one with its id."""
        papers = (changed if paper.document_id == changed.document_id else paper for paper in self.papers)
        return replace(self, papers=tuple(papers))

    def is_complete(self) -> bool:
        """Whether every lodged paper has its verdict."""
        return all((paper := self.paper(one)) is not None and paper.status in DECIDED for one in self.lodged)
