"""What a channel hears back about its applications; the same over Kafka and over `GET /v1/updates`."""

from uuid import UUID

from contracts.event import Event, Part
from contracts.vocabulary import (
    ApplicationNumber,
    ApplicationState,
    Code,
    Day,
    DocumentId,
    Grant,
    Moment,
    NoticeId,
    NoticeText,
    Outcome,
    PersonRef,
    RequestId,
    Round,
    TypeName,
)


class RequestAccepted(Event):
    """A request took effect. A draft's answer carries its id and the upload grant, a lodging's the number.

    `joined` is the open application that a lodging became part of; the grant then lets papers be added to that one.
    """

    application_id: UUID | None = None
    request_id: RequestId
    request: TypeName
    state: ApplicationState
    number: ApplicationNumber | None = None
    upload_grant: Grant | None = None
    grant_expires_at: Moment | None = None
    joined: UUID | None = None


class RequestRefused(Event):
    """A request was refused by a rule and changed nothing; `detail` is for the person, in Chinese."""

    request_id: RequestId
    request: TypeName
    code: Code
    detail: NoticeText


class Item(Part):
    """One thing to put right: which material, which rule, which paper (if one is there), and what to do.

    The material `insurance` is no paper: the register of the insured is against it. `since` is the first day of the
    entitlement that stands in the way.
    """

    material: Code
    code: Code
    document_id: DocumentId | None = None
    text: NoticeText
    since: Day | None = None


class ProgressChanged(Event):
    """Where the application stands now. `items` is whole each time: everything to put right, at once."""

    state: ApplicationState
    number: ApplicationNumber | None = None
    at: Moment
    items: tuple[Item, ...] = ()
    round: Round | None = None
    answer_by: Moment | None = None
    decide_by: Moment | None = None
    decide_by_is_provisional: bool = False
    expected_by: Moment | None = None
    overdue: bool = False
    outcome: Outcome | None = None
    benefit_start: Day | None = None
    reasons: tuple[Code, ...] = ()


class MessageDue(Event):
    """A message that the channel is to show to a person, answered by a `MessageReceipt`."""

    notice_id: NoticeId
    recipient_ref: PersonRef
    title: NoticeText
    text: NoticeText
