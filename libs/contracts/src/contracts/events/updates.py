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
    HeldBy,
    HelplineNumber,
    InstitutionCode,
    Moment,
    NoticeId,
    NoticeText,
    NoticeTextEn,
    Outcome,
    PersonAction,
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
    """A request was refused by a rule and changed nothing; `detail` is for the person, in Chinese.

    `next_possible` is the first day on which it may be asked again, where there is one.
    """

    request_id: RequestId
    request: TypeName
    code: Code
    detail: NoticeText
    next_possible: Day | None = None


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


class Sentence(Part):
    """One sentence for the person, the same in every channel."""

    zh: NoticeText
    en: NoticeTextEn


class ProgressChanged(Event):
    """Where the application stands now. `items` is whole each time: everything to put right, at once.

    `sentence` says it in words, `who_has_it` is a role, `can_do` what the person can do now, `helpline` whom to call.

    After approval the benefit holds from `benefit_start` to `benefit_end`, if that is there; `benefit_over` says why it
    doesn't, or no more. It is used at `hospital` from `hospital_from` on, where the area has one chosen.

    A hospital elsewhere that uploaded hears how the upload stands and no more: `state` stays `submitted` from then on,
    but for supplements and ends without a decision; with `who_has_it` `nobody` no more papers are taken.
    """

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
    who_has_it: HeldBy | None = None
    can_do: tuple[PersonAction, ...] = ()
    helpline: HelplineNumber | None = None
    sentence: Sentence | None = None
    benefit_end: Day | None = None
    benefit_over: Code | None = None
    hospital: InstitutionCode | None = None
    hospital_from: Day | None = None


class MessageDue(Event):
    """A message that the channel is to show to a person, answered by a `MessageReceipt`."""

    notice_id: NoticeId
    recipient_ref: PersonRef
    title: NoticeText
    text: NoticeText
