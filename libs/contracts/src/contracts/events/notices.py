"""What notify says: which message is due in an app, and whether a notice arrived."""

from contracts.event import Event
from contracts.vocabulary import (
    Code,
    Medium,
    Moment,
    NoticeId,
    NoticeText,
    PartyCode,
    PersonRef,
)


class AppMessageDue(Event):
    """A message for a person, to be shown by the channel that has them."""

    notice_id: NoticeId
    channel: PartyCode
    recipient_ref: PersonRef
    title: NoticeText
    text: NoticeText


class NoticeDelivered(Event):
    """A recipient was told of `step`."""

    notice_id: NoticeId
    step: Code
    medium: Medium
    delivered_at: Moment


class NoticeFailed(Event):
    """A recipient could not be told by `medium`; `reason` says why."""

    notice_id: NoticeId
    step: Code
    medium: Medium
    reason: Code
    failed_at: Moment
