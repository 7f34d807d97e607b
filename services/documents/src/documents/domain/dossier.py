"""The dossier: every paper of one application, from its ticket to its verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class TimerKind(StrEnum):
    """What documents waits for."""

    SWEEP = "sweep"


class PaperStatus(StrEnum):
    """How far a paper has come."""

    TICKETED = "ticketed"
    INSPECTING = "inspecting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ERASED = "erased"


UNDECIDED = (PaperStatus.TICKETED, PaperStatus.INSPECTING)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. Size (bytes), hash and type are as declared for the ticket; the upload must match them.

    `lodged` once it was named as handed in. `missing_since` is when (UTC) it was first looked for in vain.
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
    lodged: bool = False
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PinnedPack:
    """The policy pack that the grant names: its limits hold for these papers."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All papers of one application.

    `awaited` are the lodgings that still wait for a verdict, each with the papers it named. A `closed` dossier takes no
    more papers: the draft is over.
    """

    papers: tuple[Paper, ...] = ()
    awaited: tuple[tuple[UUID, ...], ...] = ()
    closed: bool = False
    pack: PinnedPack | None = None

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

    def decided(self, lodging: Iterable[UUID]) -> bool:
        """Whether every paper of a lodging has its verdict."""
        return all((paper := self.paper(one)) is not None and paper.status not in UNDECIDED for one in lodging)


def from_version_1(stored: dict[str, Any]) -> dict[str, Any]:
    """Return a state of version 1, which knew one lodging at a time, as one of version 2."""
    lodged = stored.pop("lodged")
    for paper in stored["papers"]:
        paper["lodged"] = paper["document_id"] in lodged
    return stored | {"awaited": [] if stored.pop("told_complete") else [lodged]}
