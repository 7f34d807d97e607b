"""What review decides, message type by message type."""

from functools import partial

from chassis.process import Process
from contracts.catalogue import REVIEW_CASES
from contracts.events.documents import DocumentAccepted, DocumentRejected
from contracts.events.intake import ApplicationSubmitted, InsuranceChecked, SupplementProvided, WithdrawalRequested
from contracts.events.verdicts import SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven

from review.domain import (
    claims,
    clock,
    deadlines,
    insurance,
    opening,
    papers,
    recounting,
    reminding,
    supplements,
    verdicts,
    withdrawal,
)
from review.domain.answers import answer_the_institution
from review.domain.case import Case, TimerKind
from review.domain.rules import Rules
from review.domain.upcasting import UPCASTERS, VERSION


def process(rules: Rules) -> Process[Case]:
    """Return the table of review's decisions, with the packs and the directory bound."""
    table = Process("review", Case, REVIEW_CASES, VERSION, UPCASTERS, reply=answer_the_institution)
    _applications(table, rules)
    _institutions(table, rules)
    _timers(table, rules)
    table.on(recounting.RecountDeadline, partial(recounting.recount_the_deadline, rules))
    table.on(DocumentAccepted, papers.note_the_accepted_paper)
    table.on(DocumentRejected, papers.note_the_rejected_paper)
    return table


def _applications(table: Process[Case], rules: Rules) -> None:
    table.on(ApplicationSubmitted, partial(opening.open_case, rules))
    table.on(InsuranceChecked, insurance.note_the_insurance)
    table.on(SupplementProvided, partial(supplements.resume_review, rules))
    table.on(WithdrawalRequested, partial(withdrawal.withdraw_case, rules))


def _institutions(table: Process[Case], rules: Rules) -> None:
    table.on(TaskClaimed, partial(claims.claim_task, rules))
    table.on(TaskReleased, partial(claims.release_task, rules))
    table.on(VerdictGiven, partial(verdicts.give_verdict, rules))
    table.on(SupplementAsked, partial(supplements.ask_for_a_supplement, rules))


def _timers(table: Process[Case], rules: Rules) -> None:
    for warning in clock.warnings_of(rules.packs):
        table.on_timer(warning, deadlines.warn_of_the_deadline)
    table.on_timer(TimerKind.DEADLINE, deadlines.note_the_miss)
    table.on_timer(TimerKind.SUPPLEMENT_REMINDER, reminding.remind_of_the_supplement)
    table.on_timer(TimerKind.SUPPLEMENT_DUE, partial(supplements.let_the_case_lapse, rules))
    table.on_timer(TimerKind.CLAIM_LEASE, claims.end_stale_claims)
