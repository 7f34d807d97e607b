"""What notify decides, message type by message type."""

from functools import partial

from chassis.process import Process
from contracts.catalogue import NOTIFY_NOTICES
from contracts.events.benefits import (
    DesignatedHospitalChosen,
    DesignatedHospitalLeft,
    EntitlementEnded,
    EntitlementRefused,
    HospitalChoiceRefused,
    RecertificationDue,
)
from contracts.events.intake import (
    ApplicationJoined,
    ApplicationNotAccepted,
    ApplicationSubmitted,
    MessageReceived,
)
from contracts.events.review import (
    CaseClosed,
    DeadlineApproaching,
    DeadlineMissed,
    ReviewResumed,
    SupplementReminderDue,
    SupplementRequested,
    WithdrawalRefused,
)
from policy.registry import Packs

from notify.domain import answering, entitlements, hearing
from notify.domain.correspondence import Correspondence, TimerKind
from notify.domain.sms import FindReceipt, ReceiptFound, SendSms, SmsReceipt, SmsSent


def process(packs: Packs) -> Process[Correspondence]:
    """Return the table of notify's decisions, with the policy packs bound."""
    table = Process("notify", Correspondence, NOTIFY_NOTICES)
    _application(table, packs)
    _review(table, packs)
    _benefits(table, packs)
    table.on(SmsSent, answering.note_what_was_sent)
    table.on(SmsReceipt, answering.take_the_receipt)
    table.on(ReceiptFound, answering.note_what_was_found)
    table.on(MessageReceived, answering.note_what_the_channel_says)
    table.on_exhausted(SendSms, answering.give_up_the_message)
    table.on_exhausted(FindReceipt, answering.give_up_the_receipt)
    table.on_timer(TimerKind.RECEIPTS_DUE, answering.stop_waiting_for_receipts)
    return table


def _application(table: Process[Correspondence], packs: Packs) -> None:
    table.on(ApplicationSubmitted, partial(hearing.tell_of_the_submission, packs))
    table.on(ApplicationNotAccepted, partial(hearing.tell_what_is_missing, packs))
    table.on(ApplicationJoined, hearing.follow_the_newest_channel, subject=lambda joined: joined.open_application)


def _review(table: Process[Correspondence], packs: Packs) -> None:
    table.on(SupplementRequested, partial(hearing.tell_what_to_supplement, packs))
    table.on(SupplementReminderDue, partial(hearing.remind_of_the_supplement, packs))
    table.on(ReviewResumed, partial(hearing.tell_that_the_supplement_came, packs))
    table.on(DeadlineApproaching, partial(hearing.remind_the_reviewer, packs))
    table.on(DeadlineMissed, partial(hearing.tell_of_the_delay, packs))
    table.on(CaseClosed, partial(hearing.tell_how_it_ended, packs))
    table.on(WithdrawalRefused, partial(hearing.tell_that_it_was_too_late, packs))


def _benefits(table: Process[Correspondence], packs: Packs) -> None:
    table.on(EntitlementRefused, partial(entitlements.tell_that_nothing_is_granted, packs))
    table.on(EntitlementEnded, partial(entitlements.tell_that_it_is_over, packs))
    table.on(RecertificationDue, partial(entitlements.remind_to_recertify, packs))
    table.on(DesignatedHospitalChosen, partial(entitlements.tell_the_hospital, packs))
    table.on(HospitalChoiceRefused, partial(entitlements.tell_that_the_hospital_stays, packs))
    table.on(DesignatedHospitalLeft, partial(entitlements.tell_that_the_hospital_left, packs))
