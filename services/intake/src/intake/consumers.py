"""What intake decides, message type by message type."""

from functools import partial

from chassis.process import Process
from contracts.catalogue import INTAKE_APPLICATIONS
from contracts.events.documents import DocumentAccepted, DocumentRejected
from contracts.events.intake import ApplicationJoined
from contracts.events.notices import AppMessageDue
from contracts.events.requests import (
    ApplicationLodged,
    DraftOpened,
    HospitalChoiceLodged,
    MessageReceipt,
    SupplementLodged,
    WithdrawalLodged,
)
from contracts.events.review import (
    CaseClosed,
    CaseOpened,
    DeadlineMissed,
    ReviewResumed,
    SupplementRequested,
    WithdrawalRefused,
)
from policy.registry import Packs

from intake.domain import (
    drafting,
    expiry,
    hospitals,
    inspection,
    joining,
    lodging,
    messages,
    persons,
    replies,
    reviewing,
    supplements,
    withdrawal,
)
from intake.domain.application import Application, TimerKind
from intake.domain.grants import Sign


def process(packs: Packs, sign: Sign) -> Process[Application]:
    """Return the table of intake's decisions, with the policy packs and the signature of grants bound."""
    table = Process("intake", Application, INTAKE_APPLICATIONS, reply=replies.answer_the_channel)
    _requests(table, packs, sign)
    _papers(table, packs)
    _review(table)
    table.on(ApplicationJoined, joining.follow, subject=lambda joined: joined.open_application)
    table.on(AppMessageDue, messages.pass_on_the_message)
    return table


def _requests(table: Process[Application], packs: Packs, sign: Sign) -> None:
    table.on(DraftOpened, partial(drafting.open_draft, packs, sign))
    table.on(ApplicationLodged, partial(lodging.lodge_application, packs, sign))
    table.on(SupplementLodged, partial(supplements.lodge_supplement, packs))
    table.on(WithdrawalLodged, withdrawal.withdraw)
    table.on(HospitalChoiceLodged, partial(hospitals.choose_hospital, packs))
    table.on(MessageReceipt, messages.take_the_receipt)


def _papers(table: Process[Application], packs: Packs) -> None:
    table.on(persons.PersonsChecked, partial(persons.note_persons, packs))
    table.on_exhausted(persons.CheckPersons, persons.ask_again_about_persons)
    table.on(DocumentAccepted, partial(inspection.note_accepted_paper, packs))
    table.on(DocumentRejected, partial(inspection.note_rejected_paper, packs))
    table.on_timer(TimerKind.INSPECTION_WAIT, partial(inspection.stop_waiting, packs))
    table.on_timer(TimerKind.DRAFT_EXPIRY, expiry.expire_draft)


def _review(table: Process[Application]) -> None:
    table.on(CaseOpened, reviewing.show_the_review)
    table.on(DeadlineMissed, reviewing.show_the_delay)
    table.on(ReviewResumed, reviewing.show_the_new_term)
    table.on(CaseClosed, reviewing.show_the_end)
    table.on(SupplementRequested, supplements.pass_on_what_is_asked)
    table.on(WithdrawalRefused, withdrawal.say_it_came_too_late)
