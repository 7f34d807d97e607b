"""Tasks: put on an institution's list, and taken off it again."""

from collections.abc import Iterable
from dataclasses import replace

from chassis.decision import Cause, Emit
from contracts.events.intake import PackVersion
from contracts.events.review import TaskAssigned, TaskRecalled
from contracts.vocabulary import RecallReason

from review.domain.case import Review
from review.domain.routing import Seat
from review.domain.task import Task


def assign(review: Review, seats: Iterable[Seat], cause: Cause) -> tuple[Review, list[Emit]]:
    """Put the review's step and round to each seat."""
    tasks = [_task(review, number, seat, cause) for number, seat in enumerate(seats)]
    assigned = replace(review, tasks=(*review.tasks, *tasks))
    return assigned, [Emit(_assigned(assigned, task), task.institution) for task in tasks]


def recall(review: Review, reason: RecallReason, cause: Cause) -> tuple[Review, list[Emit]]:
    """Take every open task back."""
    recalled = [replace(task, recalled=reason, claim=None) for task in review.tasks if task.open]
    for task in recalled:
        review = review.with_task(task)
    return review, [taken_off(task, reason, cause) for task in recalled]


def taken_off(task: Task, reason: RecallReason, cause: Cause) -> Emit:
    """Return the word to the institution that a task is off its list, by whatever way its verdict came."""
    return Emit(TaskRecalled(task_id=task.task_id, reason=reason, recalled_at=cause.now), task.institution)


def _task(review: Review, number: int, seat: Seat, cause: Cause) -> Task:
    return Task(
        task_id=cause.derive(f"task:{review.step}:{number}"),
        institution=seat.institution,
        step=review.step,
        round=review.round,
        practitioner=seat.practitioner,
        assigned_at=cause.now,
    )


def _assigned(review: Review, task: Task) -> TaskAssigned:
    application = review.application
    return TaskAssigned(
        task_id=task.task_id,
        step=task.step,
        round=task.round,
        number=application.number,
        disease_code=application.disease_code,
        pack=PackVersion(id=application.pack_id, version=application.pack_version),
        practitioner=task.practitioner,
        decide_by=review.term.decide_by,
        assigned_at=task.assigned_at,
    )
