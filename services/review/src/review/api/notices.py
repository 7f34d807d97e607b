"""Earlier supplement notices, so that nobody asks twice for what was answered."""

from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.vocabulary import OverrideReason
from policy.gaps import item_text
from policy.pack import Pack
from pydantic import BaseModel

from review.domain.case import Asked, Notice


class ItemShown(BaseModel):
    """One thing that was asked for, in the words that the person was given."""

    material: str
    code: str
    document_id: UUID | None
    text: str

    @classmethod
    def of(cls, pack: Pack, asked: Asked) -> Self:
        """Return the item with its text."""
        text = item_text(pack, asked.material, asked.code)
        return cls(material=asked.material, code=asked.code, document_id=asked.document_id, text=text)


class NoticeShown(BaseModel):
    """What was asked for in a round, and when it came in (UTC); which lead overrode 一次性告知 for it, and why."""

    round: int
    items: tuple[ItemShown, ...]
    answer_by: datetime
    provided_at: datetime | None
    overridden_by: str | None
    override: OverrideReason | None

    @classmethod
    def of(cls, pack: Pack, notice: Notice) -> Self:
        """Return the notice with its texts."""
        items = tuple(ItemShown.of(pack, asked) for asked in notice.items)
        return cls(
            round=notice.round,
            items=items,
            answer_by=notice.answer_by,
            provided_at=notice.provided_at,
            overridden_by=notice.override.practitioner if notice.override else None,
            override=notice.override.reason if notice.override else None,
        )
