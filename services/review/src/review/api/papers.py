"""The papers of a case as a reviewer sees them: what documents found, and where their pages are."""

from enum import StrEnum
from typing import Self
from uuid import UUID

from policy.gaps import item_text
from policy.pack import Pack
from policy.text import Text
from pydantic import BaseModel

from review.domain.case import Absent, Inspection, Paper


class PaperState(StrEnum):
    """What inspection has said."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class PaperShown(BaseModel):
    """A paper. `pages` are addresses of its images, to be fetched with the reading grant; `reason` why it is unfit."""

    document_id: UUID
    material: str
    name: Text | None
    state: PaperState
    pages: tuple[str, ...]
    flags: tuple[str, ...]
    reason: str | None
    reason_text: str | None

    @classmethod
    def of(cls, pack: Pack, paper: Paper, found: Inspection | None, public_url: str) -> Self:
        """Return the paper with the addresses of its pages; `found` is None while inspection goes on."""
        material = pack.material(paper.material)
        inspection = found or Inspection()
        reason = inspection.reason
        return cls(
            document_id=paper.document_id,
            material=paper.material,
            name=material.name if material else None,
            state=_state(found),
            pages=_pages(paper.document_id, inspection.pages, public_url),
            flags=inspection.flags,
            reason=reason,
            reason_text=item_text(pack, paper.material, reason) if reason else None,
        )


class AbsentShown(BaseModel):
    """A paper that the person says they don't have, and why."""

    material: str
    reason: str

    @classmethod
    def of(cls, absent: Absent) -> Self:
        """Return it as it is."""
        return cls(material=absent.material, reason=absent.reason)


def _state(found: Inspection | None) -> PaperState:
    if found is None:
        return PaperState.PENDING
    return PaperState.REJECTED if found.reason else PaperState.ACCEPTED


def _pages(document_id: UUID, pages: int, public_url: str) -> tuple[str, ...]:
    return tuple(f"{public_url}/v1/documents/{document_id}/pages/{number}" for number in range(1, pages + 1))
