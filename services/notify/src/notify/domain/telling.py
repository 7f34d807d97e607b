"""From a step of an application to the notices it owes: each recipient, each medium, once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from chassis.decision import Cause, Decision, Effect, SetTimer
from contracts.event import Event
from contracts.events.notices import AppMessageDue
from contracts.vocabulary import Medium
from policy.notices import Recipient
from policy.pack import Pack
from policy.registry import Packs
from policy.wording import Message, render

from notify.domain.correspondence import Addressee, Correspondence, Notice, Occasion, TimerKind
from notify.domain.sms import SendSms

RECEIPT_WITHIN = timedelta(hours=72)
"""Carriers report for up to 72 hours; a message without a receipt by then has not arrived, as far as anyone knows."""


def tell(
    packs: Packs, correspondence: Correspondence, occasions: Sequence[Occasion], cause: Cause
) -> Decision[Correspondence]:
    """Owe every notice of these occasions and set them going; keep them while nobody knows whom to tell."""
    addressee = correspondence.addressee
    if addressee is None:
        return Decision(replace(correspondence, early=(*correspondence.early, *occasions)))
    pack = packs.pinned(addressee.pack.id, addressee.pack.version)
    sheets = [_Sheet(pack, addressee, correspondence, occasion, before) for occasion, before in _counted(occasions)]
    owed = [one for sheet in sheets for one in _owed(sheet, cause)]
    return Decision(
        correspondence.owing(tuple(one.notice for one in owed)),
        emit=[one.event for one in owed if one.event],
        effects=[one.effect for one in owed if one.effect],
        timers=[SetTimer(TimerKind.RECEIPTS_DUE, cause.now + RECEIPT_WITHIN)] if owed else [],
    )


def _counted(occasions: Sequence[Occasion]) -> Iterator[tuple[Occasion, int]]:
    """Say of each occasion how many of its step come before it."""
    steps = [occasion.step for occasion in occasions]
    return ((occasion, steps[:at].count(occasion.step)) for at, occasion in enumerate(occasions))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one occasion is written on. `before` tells it from others of its step that are told at once."""

    pack: Pack
    addressee: Addressee
    correspondence: Correspondence
    occasion: Occasion
    before: int

    def name(self, recipient: Recipient, medium: Medium) -> str:
        """Return what tells a notice from all others that one cause brings about."""
        of_its_step = f"{self.occasion.step}:{recipient}:{medium}"
        return f"{of_its_step}:{self.before}" if self.before else of_its_step

    def message(self, medium: Medium) -> Message:
        values = self.occasion.values.model_copy(update={"number": self.addressee.number})
        return render(self.pack, self.occasion.step, medium, values)


@dataclass(frozen=True, slots=True)
class _Owed:
    notice: Notice
    event: Event | None = None
    effect: Effect | None = None


def _owed(sheet: _Sheet, cause: Cause) -> Iterator[_Owed]:
    step = sheet.occasion.step
    for told in sheet.pack.told(step):
        if told.to is Recipient.AGENT and sheet.addressee.agent_ref is None:
            continue
        for medium in told.by:
            if medium is Medium.APP and not sheet.correspondence.channels:
                continue
            notice = Notice(cause.derive(sheet.name(told.to, medium)), step, told.to, medium, cause.now)
            yield _by_app(sheet, notice) if medium is Medium.APP else _by_sms(sheet, notice)


def _by_app(sheet: _Sheet, notice: Notice) -> _Owed:
    message, addressee = sheet.message(Medium.APP), sheet.addressee
    agent = addressee.agent_ref if notice.recipient is Recipient.AGENT else None
    due = AppMessageDue(
        notice_id=notice.id,
        channel=sheet.correspondence.channels[-1],
        recipient_ref=agent or addressee.person_ref,
        title=message.title,
        text=message.text,
    )
    return _Owed(notice, event=due)


def _by_sms(sheet: _Sheet, notice: Notice) -> _Owed:
    text, addressee = sheet.message(Medium.SMS).text, sheet.addressee
    match notice.recipient:
        case Recipient.APPLICANT:
            send = SendSms(notice_id=notice.id, text=text, person_ref=addressee.person_ref)
        case Recipient.AGENT:
            agent, other = addressee.agent_ref, addressee.person_ref
            send = SendSms(notice_id=notice.id, text=text, person_ref=agent, unless_same_as=other)
        case Recipient.REVIEWER | Recipient.AGENCY:
            send = SendSms(notice_id=notice.id, text=text, on_duty_at=sheet.occasion.institution)
    return _Owed(notice, effect=Effect(send, key=str(notice.id)))
