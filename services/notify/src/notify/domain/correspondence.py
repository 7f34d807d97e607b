"""The correspondence about one application: every notice owed, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.events.intake import PackVersion
from contracts.vocabulary import Medium
from policy.notices import NoticeStep, Recipient
from policy.wording import Values


class TimerKind(StrEnum):
    """The timers of a correspondence."""

    RECEIPTS_DUE = "receipts_due"


class NoticeStatus(StrEnum):
    """How far a notice has come."""

    DUE = "due"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"


OPEN = (NoticeStatus.DUE, NoticeStatus.SENT)


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one recipient by one medium. Its id is the id that the provider is given."""

    id: UUID
    step: NoticeStep
    recipient: Recipient
    medium: Medium
    owed_at: datetime
    status: NoticeStatus = NoticeStatus.DUE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A step to tell of, with the values its texts may show. `institution` is where a role is looked up."""

    step: NoticeStep
    values: Values
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom the correspondence is with, and by which pack."""

    number: str
    person_ref: UUID
    agent_ref: UUID | None
    pack: PackVersion


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Every notice about one application. `channels` are those of the person that follow it, newest last; maybe none.

    `early` is what was heard before it was known whom to tell: services' topics promise no order among each other.
    """

    addressee: Addressee | None = None
    channels: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    early: tuple[Occasion, ...] = ()

    def owing(self, notices: tuple[Notice, ...]) -> "Correspondence":
        """Owe these notices, too."""
        return replace(self, notices=self.notices + notices)

    def followed_by(self, channel: str) -> "Correspondence":
        """Let `channel` show what comes from now on."""
        return replace(self, channels=(*(one for one in self.channels if one != channel), channel))

    def notice(self, notice_id: UUID) -> Notice | None:
        """Return a notice by its id."""
        return next((notice for notice in self.notices if notice.id == notice_id), None)

    def settle(self, notice_id: UUID, status: NoticeStatus, reason: str = "") -> "Correspondence":
        """Note what became of a notice."""
        settled = (
            replace(notice, status=status, reason=reason) if notice.id == notice_id else notice
            for notice in self.notices
        )
        return replace(self, notices=tuple(settled))

    def unanswered(self, since: datetime) -> tuple[Notice, ...]:
        """Return what was owed before `since` and was neither delivered nor failed."""
        return tuple(notice for notice in self.notices if notice.status in OPEN and notice.owed_at <= since)
