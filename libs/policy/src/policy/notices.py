"""Who is told what, and by which medium."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.vocabulary import Medium
from pydantic import Field

from policy.record import Record
from policy.source import Sourced
from policy.text import Text


class NoticeStep(StrEnum):
    """A moment at which somebody is told something."""

    SUBMITTED = "submitted"
    NOT_ACCEPTED = "not_accepted"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_REMINDER = "supplement_reminder"
    SUPPLEMENT_RECEIVED = "supplement_received"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    LAPSED = "lapsed"
    OVERDUE = "overdue"
    DEADLINE_APPROACHING = "deadline_approaching"
    DEADLINE_MISSED = "deadline_missed"
    ENTITLEMENT_REFUSED = "entitlement_refused"
    ENTITLEMENT_ENDED = "entitlement_ended"
    HOSPITAL_CHOSEN = "hospital_chosen"
    HOSPITAL_CHANGED = "hospital_changed"
    HOSPITAL_REFUSED = "hospital_refused"
    HOSPITAL_LEFT = "hospital_left"
    RECERTIFICATION_DUE = "recertification_due"


class Recipient(StrEnum):
    """A person, or a role at an institution."""

    APPLICANT = "applicant"
    AGENT = "agent"
    REVIEWER = "reviewer"
    AGENCY = "agency"


class Told(Record):
    """A recipient and the media that they are told by."""

    to: Recipient
    by: tuple[Medium, ...] = Field(min_length=1)


class NoticePlan(Sourced):
    """The city's notices. `signature` stands before an SMS as 【…】, `where` is the place to look further.

    `additions` are the city's own sentences after the message in an app.
    """

    signature: str = Field(min_length=3, max_length=8)
    where: Text
    steps: Mapping[NoticeStep, tuple[Told, ...]]
    additions: Mapping[NoticeStep, Text] = Field(default_factory=dict)
