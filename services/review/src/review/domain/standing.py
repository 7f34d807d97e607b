"""Who may act on a task: the institution that has it, through somebody of the right role with no part in the case."""

from typing import TypeAlias
from uuid import UUID

from chassis.decision import Cause, NotFound
from contracts.events.verdicts import SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven

from review.domain import refusals
from review.domain.case import Case, Review
from review.domain.routing import ROLE_OF, is_own
from review.domain.rules import Rules
from review.domain.task import Task

Act: TypeAlias = TaskClaimed | TaskReleased | VerdictGiven | SupplementAsked


def task_in_hand(rules: Rules, state: Case | None, body: Act, cause: Cause) -> tuple[Case, Review, Task]:
    """Return the task that its claimant acts on; raises `NotClaimed` beside what `task_at_hand` raises."""
    case, review, task = task_at_hand(rules, state, body, cause)
    if task.claimed_by(cause.now) != body.practitioner:
        raise refusals.NotClaimed
    return case, review, task


def task_at_hand(rules: Rules, state: Case | None, body: Act, cause: Cause) -> tuple[Case, Review, Task]:
    """Return the open task that this practitioner may act on; raises the refusal that says why not."""
    case, review, task = _found(state, body.task_id, cause.actor)
    _check_open(review, task, body.practitioner)
    _check_practitioner(rules, review, task, body)
    return case, review, task


def task_to_look_at(case: Case, task_id: UUID, institution: str) -> tuple[Review, Task]:
    """Return the task whose case the institution may see: its own, and only while it has to decide it."""
    _, review, task = _found(case, task_id, institution)
    _check_open(review, task)
    return review, task


def _found(state: Case | None, task_id: UUID, institution: str) -> tuple[Case, Review, Task]:
    if state is None or state.review is None:
        raise NotFound
    for task in state.review.tasks:
        # Another institution's task and one that never was get the same answer.
        if (task.task_id, task.institution) == (task_id, institution):
            return state, state.review, task
    raise NotFound


def _check_open(review: Review, task: Task, practitioner: str = "") -> None:
    if review.outcome is not None:
        raise refusals.CaseClosed
    if task.vote is not None and task.vote.practitioner == practitioner:
        raise refusals.AlreadyVoted
    if not task.open:
        raise refusals.TaskRecalled


def _check_practitioner(rules: Rules, review: Review, task: Task, body: Act) -> None:
    member = rules.directory().practitioner(task.institution, body.practitioner)
    if member is None:
        raise refusals.UnknownPractitioner
    if member.disabled:
        raise refusals.PractitionerDisabled
    if ROLE_OF[task.step] not in member.roles:
        raise refusals.WrongRole
    if is_own(review.application, member):
        raise refusals.OwnCase
    if task.practitioner not in (None, body.practitioner):
        raise refusals.NotYourSeat
