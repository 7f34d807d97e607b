"""The dossier: every paper of one application, from its ticket to its verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from contracts.events.intake import PackVersion
from contracts.events.requests import NamedPaper


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

UPLOAD_LAPSED = "upload_lapsed"
"""Why a paper is refused that was destroyed before it was handed in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. Size (bytes), hash and type are as declared for the ticket; the upload must match them.

    `lodged`: it was named when the application was handed in, once at least. `lent_to` are applications that use it,
    too. `lent_by` is the one it came from, `home` the one whose folder holds its bytes and pages; without them it was
    uploaded here.
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
    lodged: bool = False

    @property
    def has_ticket(self) -> bool:
        """Whether a ticket of this dossier let it in: neither borrowed nor unknown."""
        return self.lent_by is None and self.reason != UNKNOWN_DOCUMENT

    @property
    def is_going(self) -> bool:
        """Whether its bytes are destroyed, or about to be."""
        return self.status in GOING or self.reason == UPLOAD_LAPSED

    def shows(self, number: int) -> bool:
        """Whether there is an image of page `number`, counted from 1, to look at."""
        return not self.is_going and 1 <= number <= self.pages

    def lies_with(self, application: UUID) -> UUID:
        """Return the application whose folder holds it, if it is a paper of `application`."""
        return self.home or application


def unknown(named: NamedPaper) -> Paper:
    """Return a paper that was handed in and is refused: nobody knows it here."""
    return Paper(named.document_id, named.material, status=PaperStatus.REJECTED, reason=UNKNOWN_DOCUMENT, lodged=True)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All papers of one application. `waiting` are the lodgings, oldest first, some of whose papers have no verdict.

    `let_go`: the application came to nothing and takes no more papers; what is still here is used by another one.
    `pack` is the one by which the latest tickets were given.
    """

    papers: tuple[Paper, ...] = ()
    waiting: tuple[tuple[UUID, ...], ...] = ()
    let_go: bool = False
    pack: PackVersion | None = None

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

    def awaiting(self, lodging: tuple[UUID, ...]) -> "Dossier":
        """Wait for the verdicts on the papers of one more lodging; the same papers are waited for once."""
        known = any(set(lodging) == set(other) for other in self.waiting)
        return self if known else replace(self, waiting=(*self.waiting, lodging))

    def is_complete(self, lodging: tuple[UUID, ...]) -> bool:
        """Whether every paper of a lodging has its verdict."""
        return all((paper := self.paper(one)) is not None and paper.status in DECIDED for one in lodging)

    def of_status(self, lodging: tuple[UUID, ...], status: PaperStatus) -> tuple[UUID, ...]:
        """Return the papers of a lodging that have this status."""
        return tuple(one for one in lodging if (paper := self.paper(one)) is not None and paper.status is status)
