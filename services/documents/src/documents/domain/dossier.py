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
    ERASING = "erasing"
    ERASED = "erased"


DECIDED = (PaperStatus.ACCEPTED, PaperStatus.REJECTED)
GOING = (PaperStatus.ERASING, PaperStatus.ERASED)
UNKNOWN_DOCUMENT = "unknown_document"
"""Why a paper is refused that nobody had a ticket for, or that its own dossier doesn't lend."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. Size (bytes), hash and type are as declared for the ticket; the upload must match them.

    `lent_to` are applications that use it, too. `lent_by` is the one it came from, `home` the one whose folder holds
    its bytes and pages; without them it was uploaded here.
    """

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
    flags: tuple[str, ...] = ()
    home: UUID | None = None
    lent_by: UUID | None = None
    lent_to: tuple[UUID, ...] = ()

    def lies_with(self, application: UUID) -> UUID:
        """Return the application whose folder holds it, if it is a paper of `application`."""
        return self.home or application


@dataclass(frozen=True, slots=True)
class Dossier:
    """All papers of one application. `lodged` are those named when it was last handed in.

    `let_go`: the application came to nothing; what is still here is used by another one.
    """

    papers: tuple[Paper, ...] = ()
    lodged: tuple[UUID, ...] = ()
    told_complete: bool = True
    let_go: bool = False

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

    def lodged_as(self, status: PaperStatus) -> tuple[UUID, ...]:
        """Return the lodged papers of this status."""
        return tuple(one for one in self.lodged if (paper := self.paper(one)) is not None and paper.status is status)
