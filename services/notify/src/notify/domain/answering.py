"""What became of a notice: what the gateway, the telephone or the channel says."""

from collections.abc import Iterator

from chassis.decision import Cause, Decision, Effect, Exhausted, NotFound, Timer
from contracts.event import Event
from contracts.events.intake import MessageReceived
from contracts.events.notices import NoticeDelivered, NoticeFailed
from contracts.vocabulary import Medium, ReceiptStatus

from notify.domain.correspondence import OPEN, Correspondence, Notice, NoticeStatus
from notify.domain.sms import FindReceipt, ReceiptFound, SendSms, SmsOutcome, SmsReceipt, SmsSent
from notify.domain.telling import RECEIPT_WITHIN

STATUS_OF = {
    SmsOutcome.TAKEN: NoticeStatus.SENT,
    SmsOutcome.DELIVERED: NoticeStatus.DELIVERED,
    SmsOutcome.UNDELIVERED: NoticeStatus.FAILED,
    SmsOutcome.REFUSED: NoticeStatus.FAILED,
    SmsOutcome.SAME_NUMBER: NoticeStatus.NOT_NEEDED,
    SmsOutcome.NO_NUMBER: NoticeStatus.FAILED,
}
Told = Decision[Correspondence]
NO_RECEIPT = "no_receipt"
FOUND = {
    True: (NoticeStatus.DELIVERED, "delivered"),
    False: (NoticeStatus.FAILED, "undelivered"),
    None: (NoticeStatus.FAILED, NO_RECEIPT),
}
SHOWN = (ReceiptStatus.SHOWN, ReceiptStatus.READ)


def note_what_was_sent(correspondence: Correspondence | None, result: SmsSent, cause: Cause) -> Told:
    """Note what the gateway made of a message. A receipt may have been quicker; it then stands."""
    reason = result.reason or result.outcome.value
    return _settle(correspondence, result.notice_id, STATUS_OF[result.outcome], reason, cause)


def give_up_the_message(correspondence: Correspondence | None, given_up: Exhausted, cause: Cause) -> Told:
    """Note that a message could not be handed to the gateway for as long as the ladder went."""
    sms = SendSms.model_validate_json(given_up.body)
    return _settle(correspondence, sms.notice_id, NoticeStatus.FAILED, "gateway_away", cause)


def take_the_receipt(correspondence: Correspondence | None, receipt: SmsReceipt, cause: Cause) -> Told:
    """Note the telephone's receipt. The gateway repeats it until it is answered: the second changes nothing."""
    if correspondence is None or correspondence.notice(receipt.notice_id) is None:
        raise NotFound
    status = NoticeStatus.DELIVERED if receipt.delivered else NoticeStatus.FAILED
    return _settle(correspondence, receipt.notice_id, status, receipt.reason, cause)


def note_what_the_channel_says(correspondence: Correspondence | None, event: MessageReceived, cause: Cause) -> Told:
    """Note whether the channel showed an app message."""
    status = NoticeStatus.DELIVERED if event.status in SHOWN else NoticeStatus.FAILED
    return _settle(correspondence, event.notice_id, status, event.status.value, cause)


def stop_waiting_for_receipts(correspondence: Correspondence | None, timer: Timer, cause: Cause) -> Told:
    """Count what nobody confirmed within 72 hours as not delivered; of short messages the gateway is asked first."""
    if correspondence is None:
        return Decision()
    silent = correspondence.unanswered(timer.due_at - RECEIPT_WITHIN)
    sent = [notice for notice in silent if notice.medium is Medium.SMS]
    shown = [notice for notice in silent if notice.medium is not Medium.SMS]
    settled = correspondence
    for notice in shown:
        settled = settled.settle(notice.id, NoticeStatus.FAILED, NO_RECEIPT)
    return Decision(
        settled,
        emit=[_failed(notice, NO_RECEIPT, cause) for notice in shown],
        effects=[Effect(FindReceipt(notice_id=notice.id), key=str(notice.id)) for notice in sent],
    )


def note_what_was_found(correspondence: Correspondence | None, found: ReceiptFound, cause: Cause) -> Told:
    """Note what the gateway says when it is asked; what it doesn't know, either, counts as not delivered."""
    status, reason = FOUND[found.delivered]
    return _settle(correspondence, found.notice_id, status, reason, cause)


def give_up_the_receipt(correspondence: Correspondence | None, given_up: Exhausted, cause: Cause) -> Told:
    """Count a message as not delivered of which the gateway could not be asked for as long as the ladder went."""
    lost = FindReceipt.model_validate_json(given_up.body)
    return _settle(correspondence, lost.notice_id, NoticeStatus.FAILED, NO_RECEIPT, cause)


def _settle(
    correspondence: Correspondence | None, notice_id: object, status: NoticeStatus, reason: str, cause: Cause
) -> Told:
    notice = next((one for one in _notices(correspondence) if one.id == notice_id), None)
    if correspondence is None or notice is None or notice.status not in OPEN:
        return Decision()
    events = tuple(_said(notice, status, reason, cause))
    return Decision(correspondence.settle(notice.id, status, reason), emit=events)


def _notices(correspondence: Correspondence | None) -> tuple[Notice, ...]:
    return correspondence.notices if correspondence else ()


def _said(notice: Notice, status: NoticeStatus, reason: str, cause: Cause) -> Iterator[Event]:
    if status is NoticeStatus.DELIVERED:
        yield NoticeDelivered(notice_id=notice.id, step=notice.step.value, medium=notice.medium, delivered_at=cause.now)
    if status is NoticeStatus.FAILED:
        yield _failed(notice, reason, cause)


def _failed(notice: Notice, reason: str, cause: Cause) -> NoticeFailed:
    return NoticeFailed(
        notice_id=notice.id, step=notice.step.value, medium=notice.medium, reason=reason, failed_at=cause.now
    )
