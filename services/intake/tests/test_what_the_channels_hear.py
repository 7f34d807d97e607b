"""Progress, app messages and receipts: every channel that follows hears the same, and nobody else anything."""

from datetime import timedelta

from contracts.event import Event
from contracts.events.intake import HospitalChosen, MessageReceived
from contracts.events.notices import AppMessageDue
from contracts.events.requests import HospitalChoiceLodged, MessageReceipt
from contracts.events.review import CaseClosed, DeadlineMissed, ReviewResumed, WithdrawalRefused
from contracts.events.updates import MessageDue, ProgressChanged, RequestAccepted, RequestRefused
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState, Outcome, ReceiptStatus

from .story import AGENCY, HOSPITAL, Applying, asked_for, case_opened, draft, lodging, papers
from .world import APP, MINI, NANCHONG, WECHAT, World

MISSED = {"institution": HOSPITAL, "escalated_to": AGENCY}


async def test_a_delay_is_shown_and_the_application_stays_in_review(world: World) -> None:
    applying = Applying(world)
    await applying.submit_and_review()
    await world.pass_time(timedelta(days=1))
    await applying.hear(DeadlineMissed(decide_by=world.now, **MISSED))
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.state, news.overdue, news.decide_by) == (ApplicationState.IN_REVIEW, True, world.now)


async def test_what_review_says_of_an_application_that_is_over_changes_nothing(world: World) -> None:
    applying = Applying(world)
    await applying.submit_and_review()
    await applying.hear(CaseClosed(outcome=Outcome.REJECTED, closed_at=world.now, reasons=("NOT_MET",)))
    ended, heard = world.state(applying.id), len(world.published())
    assert world.told(APP, ProgressChanged)[-1].reasons == ("NOT_MET",)
    late: list[Event] = [
        case_opened(world.now),
        DeadlineMissed(decide_by=world.now, **MISSED),
        ReviewResumed(round=1, institution=HOSPITAL),
        asked_for(world.now, "test_report"),
        WithdrawalRefused(code="ALREADY_DECIDED", refused_at=world.now),
        CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now),
    ]
    for event in late:
        await applying.hear(event)
    assert world.state(applying.id) == ended
    assert len(world.published()) == heard


async def test_what_is_said_of_an_unknown_application_changes_nothing(world: World) -> None:
    unknown = uuid7()
    message = AppMessageDue(notice_id=uuid7(), channel=APP, recipient_ref=uuid7(), title="进度", text="有更新")
    late: list[Event] = [case_opened(world.now), ReviewResumed(round=1, institution=HOSPITAL), message]
    for event in late:
        await world.hear(event, unknown)
    assert not world.published()


async def test_an_app_message_goes_through_the_channel_and_its_receipt_comes_back(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    message = AppMessageDue(
        notice_id=uuid7(), channel=APP, recipient_ref=applying.person, title="申请进度", text="您的申请已受理。"
    )
    await applying.hear(message)
    (due,) = world.told(APP, MessageDue)
    assert (due.notice_id, due.recipient_ref, due.text) == (message.notice_id, applying.person, message.text)

    await applying.ask(MessageReceipt(notice_id=message.notice_id, status=ReceiptStatus.SHOWN, at=world.now))
    await applying.ask(MessageReceipt(notice_id=message.notice_id, status=ReceiptStatus.READ, at=world.now))
    assert [each.status for each in world.said(MessageReceived)] == [ReceiptStatus.SHOWN, ReceiptStatus.READ]


async def test_a_receipt_is_taken_only_from_the_channel_that_was_asked(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    other = Applying(world, WECHAT, person=applying.person)
    await other.open()
    await other.lodge()
    message = AppMessageDue(notice_id=uuid7(), channel=APP, recipient_ref=applying.person, title="进度", text="有更新")
    await applying.hear(message)
    receipt = MessageReceipt(notice_id=message.notice_id, status=ReceiptStatus.SHOWN, at=world.now)
    assert await world.refused(WECHAT, receipt, applying.id) == (404, "NOT_FOUND")
    assert await world.refused(MINI, receipt, applying.id) == (404, "NOT_FOUND")
    unheard_of = receipt.model_copy(update={"notice_id": uuid7()})
    assert await applying.refused(unheard_of) == (404, "NOT_FOUND")


async def test_a_channel_on_kafka_hears_what_a_channel_on_http_is_answered(world: World) -> None:
    applying = Applying(world)
    await world.ask_over_kafka(APP, draft(applying.person), applying.id)
    await world.ask_over_kafka(APP, lodging(*applying.papers, declared=False), applying.id)
    await world.ask_over_kafka(APP, lodging(*applying.papers), applying.id)
    opened, lodged = world.told(APP, RequestAccepted)
    assert opened.application_id == applying.id
    assert opened.upload_grant
    assert lodged.number == world.now_is(applying.id).number
    (refused,) = world.told(APP, RequestRefused)
    assert (refused.code, refused.request) == ("NOT_DECLARED_TRUE", "mante.ApplicationLodged.v1")


async def test_a_receipt_over_kafka_is_not_answered(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    message = AppMessageDue(notice_id=uuid7(), channel=APP, recipient_ref=applying.person, title="进度", text="有更新")
    await applying.hear(message)
    receipt = MessageReceipt(notice_id=message.notice_id, status=ReceiptStatus.SHOWN, at=world.now)
    await world.ask_over_kafka(APP, receipt, applying.id)
    assert len(world.said(MessageReceived)) == 1
    assert not world.told(APP, RequestAccepted)


async def test_a_hospital_is_chosen_after_approval_where_the_city_has_one_chosen(world: World) -> None:
    choice = HospitalChoiceLodged(hospital=HOSPITAL)
    applying = Applying(world)
    await applying.submit_and_review()
    assert await applying.refused(choice) == (409, "NOT_APPROVED")
    await applying.hear(CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24"))
    await applying.ask(choice)
    (chosen,) = world.said(HospitalChosen)
    assert (chosen.hospital, chosen.person_ref) == (HOSPITAL, applying.person)

    elsewhere = Applying(world, MINI, NANCHONG, papers=papers("application_form"))
    await elsewhere.open()
    assert await elsewhere.refused(choice) == (422, "NOT_OFFERED")
