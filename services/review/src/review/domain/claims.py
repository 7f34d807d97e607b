"""Claims: who has a task in hand. A lease ends them, so that nobody's coffee break holds a case up."""

from dataclasses import replace
from datetime import timedelta

from chassis.decision import Cause, ClearTimer, Decision, SetTimer, Timer
from contracts.events.verdicts import TaskClaimed, TaskReleased

from review.domain import refusals
from review.domain.answers import accepted
from review.domain.case import Case, Review, TimerKind
from review.domain.rules import Rules
from review.domain.standing import task_at_hand, task_in_hand
from review.domain.task import Claim

LEASE = timedelta(minutes=30)


def claim_task(rules: Rules, state: Case | None, body: TaskClaimed, cause: Cause) -> Decision[Case]:
    """Give the task to one reviewer for half an hour; the same reviewer may renew it, nobody else take it."""
    case, review, task = task_at_hand(rules, state, body, cause)
    if task.claimed_by(cause.now) not in (None, body.practitioner):
        raise refusals.AlreadyClaimed
    claim = Claim(body.practitioner, cause.now + LEASE)
    return replace(_changed(case, review.with_task(replace(task, claim=claim))), answer=accepted(body, cause))


def release_task(rules: Rules, state: Case | None, body: TaskReleased, cause: Cause) -> Decision[Case]:
    """Put the task back for the others."""
    case, review, task = task_in_hand(rules, state, body, cause)
    return replace(_changed(case, review.with_task(replace(task, claim=None))), answer=accepted(body, cause))


def end_stale_claims(state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """Put back every task whose reviewer let the half hour pass."""
    del timer
    if state is None or state.review is None:
        return Decision()
    tasks = (task if task.claimed_by(cause.now) else replace(task, claim=None) for task in state.review.tasks)
    return _changed(state, replace(state.review, tasks=tuple(tasks)))


def watch_leases(review: Review) -> SetTimer | ClearTimer:
    """Return the timer for the lease that ends first; none while nothing is claimed."""
    ends = [task.claim.until for task in review.tasks if task.claim]
    return SetTimer(TimerKind.CLAIM_LEASE, min(ends)) if ends else ClearTimer(TimerKind.CLAIM_LEASE)


def _changed(case: Case, review: Review) -> Decision[Case]:
    return Decision(state=replace(case, review=review), timers=[watch_leases(review)])
