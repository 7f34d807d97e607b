"""A task as its institution sees it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.vocabulary import ReviewStep
from pydantic import BaseModel

from review.domain.case import Review
from review.domain.task import Task


class TaskShown(BaseModel):
    """What is to be done, by whom, until when (UTC). `overdue`: `decide_by` has passed."""

    task_id: UUID
    application_id: UUID
    number: str
    disease_code: str
    step: ReviewStep
    round: int
    practitioner: str | None
    claimed_by: str | None
    claimed_until: datetime | None
    assigned_at: datetime
    decide_by: datetime | None
    decide_by_is_provisional: bool
    expected_by: datetime | None
    overdue: bool

    @classmethod
    def of(cls, application_id: UUID, review: Review, task: Task, now: datetime) -> Self:
        """Return the task as it stands at `now`."""
        claimant, term = task.claimed_by(now), review.term
        return cls(
            task_id=task.task_id,
            application_id=application_id,
            number=review.application.number,
            disease_code=review.application.disease_code,
            step=task.step,
            round=task.round,
            practitioner=task.practitioner,
            claimed_by=claimant,
            claimed_until=task.claim.until if task.claim and claimant else None,
            assigned_at=task.assigned_at,
            decide_by=term.decide_by,
            decide_by_is_provisional=term.provisional,
            expected_by=term.expected_by,
            overdue=term.decide_by is not None and term.decide_by < now,
        )
