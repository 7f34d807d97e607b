"""What comes too late, or about nothing, changes nothing."""

import pytest
from chassis.decision import Answer, Cause, Decision, NotFound, Timer
from chassis.process import Asked
from contracts.events.intake import WithdrawalRequested
from contracts.events.review import TaskRecalled
from contracts.ids import uuid7
from contracts.vocabulary import RecallReason, WithdrawalReason
from review.domain.answers import answer_the_institution
from review.domain.case import Case, TimerKind
from review.domain.claims import end_stale_claims
from review.domain.deadlines import note_the_miss, warn_of_the_deadline
from review.domain.reminding import remind_of_the_supplement
from review.domain.rules import Rules
from review.domain.supplements import let_the_case_lapse
from review.domain.withdrawal import withdraw_case

from .applying import PACKS
from .town import FIRST, town
from .world import shanghai

NOW = shanghai("2026-11-24 10:00")
CAUSE = Cause(uuid7(), NOW, uuid7(), "timer")
RULES = Rules(PACKS, town)


@pytest.mark.parametrize("state", [None, Case()])
def test_a_timer_about_nothing_does_nothing(state: Case | None) -> None:
    assert warn_of_the_deadline(state, Timer("warn_50", NOW), CAUSE) == Decision()
    assert note_the_miss(state, Timer(TimerKind.DEADLINE, NOW), CAUSE) == Decision()
    assert end_stale_claims(state, Timer(TimerKind.CLAIM_LEASE, NOW), CAUSE) == Decision()
    assert remind_of_the_supplement(state, Timer(TimerKind.SUPPLEMENT_REMINDER, NOW), CAUSE) == Decision()
    assert let_the_case_lapse(RULES, state, Timer(TimerKind.SUPPLEMENT_DUE, NOW), CAUSE) == Decision()


def test_a_withdrawal_of_what_was_never_submitted_is_kept_for_the_operator() -> None:
    body = WithdrawalRequested(channel="gz-app", reason=WithdrawalReason.OTHER, requested_at=NOW)
    with pytest.raises(NotFound):
        withdraw_case(RULES, None, body, CAUSE)


def test_an_answer_that_is_none_of_ours_is_not_passed_on() -> None:
    asked = Asked(FIRST, uuid7(), "mante.TaskClaimed.v1", uuid7(), None)
    other = TaskRecalled(task_id=uuid7(), reason=RecallReason.DECIDED, recalled_at=NOW)
    assert answer_the_institution(asked, Answer(other)) is None
