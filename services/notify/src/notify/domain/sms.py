"""Short messages: what is asked of the gateway's worker, and what it answers."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from contracts.event import Part
from contracts.vocabulary import Code, InstitutionCode, NoticeText
from pydantic import Field


class SendSms(Part):
    """Send `text` once. To a person of the vault, or to whoever is on duty at an institution.

    `unless_same_as`: another person who is told the same. A number that both share gets one copy.
    """

    notice_id: UUID
    text: NoticeText
    person_ref: UUID | None = None
    unless_same_as: UUID | None = None
    on_duty_at: InstitutionCode | None = None


class SmsOutcome(StrEnum):
    """What the gateway made of it."""

    TAKEN = "taken"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    REFUSED = "refused"
    SAME_NUMBER = "same_number"
    NO_NUMBER = "no_number"


class SmsSent(Part):
    """The worker's result; `reason` is the gateway's code for a refusal."""

    notice_id: UUID
    outcome: SmsOutcome
    reason: Annotated[str, Field(max_length=64)] = ""


class FindReceipt(Part):
    """Ask the gateway what became of a message without a receipt.

    One that nobody took is repeated for a while, then never again.
    """

    notice_id: UUID


class ReceiptFound(Part):
    """What the gateway said: whether the telephone got the message; None if it doesn't know, either."""

    notice_id: UUID
    delivered: bool | None


class SmsReceipt(Part):
    """The gateway's receipt: whether the telephone got it."""

    notice_id: UUID
    delivered: bool
    reason: Code
