"""A task: one step of a round in somebody's hands, who claimed it, and what they said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import RecallReason, ReviewStep, Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """Who has a task in hand, and until when (UTC) nobody else may act on it."""

    practitioner: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """What one reviewer said, once and for all."""

    practitioner: str
    verdict: Verdict
    at: datetime
    national_code: str | None = None
    criteria: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A step of a round, put to an institution; `practitioner` where the seat is one person's."""

    task_id: UUID
    institution: str
    step: ReviewStep
    round: int
    practitioner: str | None
    assigned_at: datetime
    claim: Claim | None = None
    vote: Vote | None = None
    recalled: RecallReason | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for a verdict."""
        return self.vote is None and self.recalled is None

    def claimed_by(self, now: datetime) -> str | None:
        """Return who has it in hand at `now`: a claim ends with its lease."""
        return self.claim.practitioner if self.claim and now < self.claim.until else None
