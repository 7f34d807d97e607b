"""What intake decides, message type by message type."""

from functools import partial

from chassis.process import Process
from contracts.catalogue import INTAKE_APPLICATIONS
from contracts.events.benefits import (
    DesignatedHospitalChosen,
    EntitlementEnded,
    EntitlementGranted,
    EntitlementRefused,
    HospitalChoiceRefused,
)
from contracts.events.documents import DocumentAccepted, DocumentErased, DocumentRejected
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
    DeadlineMoved,
    ReviewDecided,
    ReviewResumed,
    SupplementRequested,
    WithdrawalRefused,
)
from policy.registry import Packs

from intake.domain import (
    drafting,
    expiry,
    granting,
    hospitals,
    inspection,
    insurance,
    joining,
    linking,
    lodging,
    messages,
    persons,
    replies,
    reviewing,
    supplements,
    taking_up,
    withdrawal,
)
from intake.domain.application import Application, TimerKind
from intake.domain.register import CheckInsurance, InsuranceAnswered
from intake.domain.rules import Rules
from intake.domain.upcasting import UPCASTERS, VERSION


def process(rules: Rules) -> Process[Application]:
    """Return the table of intake's decisions, with what they are bound to."""
    table = Process("intake", Application, INTAKE_APPLICATIONS, VERSION, UPCASTERS, reply=replies.answer_the_channel)
    table.personal_keys = lambda erased: (erased.open_key,)
    _requests(table, rules)
    _papers(table, rules.packs)
    _register(table, rules.packs)
    _review(table, rules.packs)
    _benefits(table, rules.packs)
    table.on(joining.ChannelJoined, partial(joining.follow, rules.packs))
    table.on_exhausted(joining.JoinOpen, joining.join_again)
    table.on(AppMessageDue, messages.pass_on_the_message)
    return table


def _requests(table: Process[Application], rules: Rules) -> None:
    table.on(DraftOpened, partial(drafting.open_draft, rules))
    table.on(ApplicationLodged, partial(lodging.lodge_application, rules))
    table.on(SupplementLodged, partial(supplements.lodge_supplement, rules.packs))
    table.on(WithdrawalLodged, partial(withdrawal.withdraw, rules.packs))
    table.on(HospitalChoiceLodged, partial(hospitals.choose_hospital, rules.packs))
    table.on(MessageReceipt, messages.take_the_receipt)
    table.on(taking_up.TakenUp, partial(taking_up.take_up, rules.packs))


def _papers(table: Process[Application], packs: Packs) -> None:
    table.on(persons.PersonsChecked, partial(persons.note_persons, packs))
    table.on_exhausted(persons.CheckPersons, persons.ask_again_about_persons)
    table.on(linking.LinkChecked, partial(linking.note_link, packs))
    table.on_exhausted(linking.CheckLink, linking.check_again)
    table.on(DocumentErased, inspection.forget_the_paper)
    table.on(DocumentAccepted, partial(inspection.note_accepted_paper, packs))
    table.on(DocumentRejected, partial(inspection.note_rejected_paper, packs))
    table.on_timer(TimerKind.INSPECTION_WAIT, partial(inspection.stop_waiting, packs))
    table.on_timer(TimerKind.DRAFT_EXPIRY, partial(expiry.expire_draft, packs))


def _register(table: Process[Application], packs: Packs) -> None:
    table.on(InsuranceAnswered, partial(insurance.note_insurance, packs))
    table.on_exhausted(CheckInsurance, insurance.ask_again_about_insurance)
    table.on_timer(TimerKind.REGISTER_WAIT, partial(insurance.stop_waiting, packs))


def _review(table: Process[Application], packs: Packs) -> None:
    table.on(CaseOpened, partial(reviewing.show_the_review, packs))
    table.on(ReviewDecided, partial(reviewing.show_the_next_step, packs))
    table.on(DeadlineMissed, partial(reviewing.show_the_delay, packs))
    table.on(DeadlineMoved, partial(reviewing.show_the_moved_deadline, packs))
    table.on(ReviewResumed, partial(reviewing.show_the_new_term, packs))
    table.on(CaseClosed, partial(reviewing.show_the_end, packs))
    table.on(SupplementRequested, partial(supplements.pass_on_what_is_asked, packs))
    table.on(WithdrawalRefused, partial(withdrawal.say_it_came_too_late, packs))


def _benefits(table: Process[Application], packs: Packs) -> None:
    table.on(EntitlementGranted, partial(granting.show_the_benefit, packs))
    table.on(EntitlementRefused, partial(granting.show_why_nothing_is_granted, packs))
    table.on(EntitlementEnded, partial(granting.show_that_it_is_over, packs))
    table.on(DesignatedHospitalChosen, partial(hospitals.show_the_hospital, packs))
    table.on(HospitalChoiceRefused, hospitals.say_it_was_refused)
