"""What became of a notice: it is settled once, by whoever says something of it, or by silence."""

from datetime import timedelta
from uuid import UUID

import pytest
from chassis.testing.harness import Harness, Pending
from contracts.events.intake import MessageReceived
from contracts.events.notices import AppMessageDue, NoticeDelivered, NoticeFailed
from contracts.ids import uuid7
from contracts.vocabulary import Medium, ReceiptStatus
from notify.domain.correspondence import Correspondence, NoticeStatus
from notify.domain.sms import FindReceipt, ReceiptFound, SendSms, SmsOutcome, SmsReceipt, SmsSent

from .story import TEN, submitted


async def test_a_receipt_makes_a_notice_delivered_once(notify: Harness[Correspondence], application: UUID) -> None:
    await notify.event(submitted(), application)
    (pending,) = notify.effects
    assert isinstance(pending.body, SendSms)
    notice = pending.body.notice_id
    await notify.result(pending, SmsSent(notice_id=notice, outcome=SmsOutcome.TAKEN))
    receipt = SmsReceipt(notice_id=notice, delivered=True, reason="DELIVERED")
    await notify.request("sms-gateway", receipt, application, key="r1")
    await notify.request("sms-gateway", receipt, application, key="r2")
    delivered = [event for event in notify.events(NoticeDelivered) if event.medium is Medium.SMS]
    assert [event.notice_id for event in delivered] == [notice]


async def test_a_receipt_quicker_than_the_gateways_answer_stands(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(submitted(), application)
    (pending,) = notify.effects
    assert isinstance(pending.body, SendSms)
    notice = pending.body.notice_id
    receipt = SmsReceipt(notice_id=notice, delivered=True, reason="DELIVERED")
    await notify.request("sms-gateway", receipt, application)
    await notify.result(pending, SmsSent(notice_id=notice, outcome=SmsOutcome.TAKEN))
    state = notify.state(application)
    assert state is not None
    found = state.notice(notice)
    assert found is not None
    assert found.status is NoticeStatus.DELIVERED


async def test_a_receipt_for_a_foreign_notice_is_not_found(notify: Harness[Correspondence], application: UUID) -> None:
    await notify.event(submitted(), application)
    receipt = SmsReceipt(notice_id=uuid7(), delivered=True, reason="DELIVERED")
    reply = await notify.request("sms-gateway", receipt, application)
    assert reply.status == 404


@pytest.mark.parametrize(
    ("outcome", "failures"),
    [(SmsOutcome.REFUSED, 1), (SmsOutcome.NO_NUMBER, 1), (SmsOutcome.SAME_NUMBER, 0), (SmsOutcome.DELIVERED, 0)],
)
async def test_what_the_gateway_says_settles_the_notice(
    notify: Harness[Correspondence], application: UUID, outcome: SmsOutcome, failures: int
) -> None:
    await notify.event(submitted(), application)
    (pending,) = notify.effects
    assert isinstance(pending.body, SendSms)
    await notify.result(pending, SmsSent(notice_id=pending.body.notice_id, outcome=outcome))
    assert len(notify.events(NoticeFailed)) == failures


async def test_a_gateway_that_stays_away_is_given_up_and_said(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(submitted(), application)
    (pending,) = notify.effects
    await notify.give_up(pending, "away")
    assert [failed.reason for failed in notify.events(NoticeFailed)] == ["gateway_away"]


async def test_a_message_shown_in_the_app_is_delivered(notify: Harness[Correspondence], application: UUID) -> None:
    await notify.event(submitted(), application)
    (due,) = notify.events(AppMessageDue)
    shown = MessageReceived(notice_id=due.notice_id, status=ReceiptStatus.SHOWN, at=TEN)
    await notify.event(shown, application)
    assert [event.medium for event in notify.events(NoticeDelivered)] == [Medium.APP]


async def test_an_app_message_that_nobody_shows_for_72_hours_counts_as_not_delivered(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(submitted(), application)
    await notify.advance(by=timedelta(hours=71))
    assert notify.events(NoticeFailed) == []
    await notify.advance(by=timedelta(hours=2))
    (failed,) = notify.events(NoticeFailed)
    assert (failed.medium, failed.reason) == (Medium.APP, "no_receipt")


@pytest.mark.parametrize(("delivered", "failures"), [(True, []), (False, ["undelivered"]), (None, ["no_receipt"])])
async def test_the_gateway_is_asked_for_a_receipt_that_did_not_come_for_72_hours(
    notify: Harness[Correspondence], application: UUID, *, delivered: bool | None, failures: list[str]
) -> None:
    asked = await silent_for_72_hours(notify, application)
    assert isinstance(asked.body, FindReceipt)
    await notify.result(asked, ReceiptFound(notice_id=asked.body.notice_id, delivered=delivered))
    told = [event.medium for event in notify.events(NoticeDelivered)]
    assert told == ([] if failures else [Medium.SMS])
    assert [one.reason for one in notify.events(NoticeFailed) if one.medium is Medium.SMS] == failures


async def test_a_receipt_that_comes_while_the_gateway_is_asked_stands(
    notify: Harness[Correspondence], application: UUID
) -> None:
    asked = await silent_for_72_hours(notify, application)
    assert isinstance(asked.body, FindReceipt)
    notice = asked.body.notice_id
    receipt = SmsReceipt(notice_id=notice, delivered=True, reason="DELIVERED")
    await notify.request("sms-gateway", receipt, application)
    await notify.result(asked, ReceiptFound(notice_id=notice, delivered=None))
    assert [event.medium for event in notify.events(NoticeDelivered)] == [Medium.SMS]
    assert [one.medium for one in notify.events(NoticeFailed)] == [Medium.APP]


async def test_a_gateway_that_cannot_be_asked_leaves_a_message_undelivered(
    notify: Harness[Correspondence], application: UUID
) -> None:
    asked = await silent_for_72_hours(notify, application)
    await notify.give_up(asked, "away")
    assert [one.reason for one in notify.events(NoticeFailed)] == ["no_receipt", "no_receipt"]


async def silent_for_72_hours(notify: Harness[Correspondence], application: UUID) -> Pending:
    await notify.event(submitted(), application)
    (sending,) = notify.effects
    assert isinstance(sending.body, SendSms)
    await notify.result(sending, SmsSent(notice_id=sending.body.notice_id, outcome=SmsOutcome.TAKEN))
    await notify.advance(by=timedelta(hours=73))
    (asked,) = notify.effects
    return asked
