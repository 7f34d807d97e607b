"""A case as review knows it: what was submitted, who has it in hand until when, what was said, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.vocabulary import Outcome, OverrideReason, ReviewStep, Route, Scheme

from review.domain.register import Insurance
from review.domain.task import Task, Vote


class TimerKind(StrEnum):
    """What review waits for, beside the warnings that a pack asks for (`clock.warning`)."""

    DEADLINE = "deadline"
    SUPPLEMENT_REMINDER = "supplement_reminder"
    SUPPLEMENT_DUE = "supplement_due"
    CLAIM_LEASE = "claim_lease"


@dataclass(frozen=True, slots=True)
class Application:
    """What was applied for, as it was submitted; the pack's version holds to the end."""

    number: str
    person_ref: UUID
    agent_ref: UUID | None
    pooling_area: str
    pack_id: str
    pack_version: str
    scheme: Scheme
    disease_code: str
    route: Route
    hospital: str | None
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Inspection:
    """What documents found of one paper: so many page images, or a `reason` why it can't be used."""

    pages: int = 0
    flags: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the case. `known_since` is the first round whose notice may complain of it."""

    document_id: UUID
    material: str
    known_since: int


@dataclass(frozen=True, slots=True)
class Absent:
    """A paper that the person doesn't have, and why."""

    material: str
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """When to decide, or when to expect it (UTC): computed when the clock starts, stored, never computed again.

    From `unchecked_from` on a person decides even if the register of the insured hasn't answered.
    """

    decide_by: datetime | None = None
    provisional: bool = False
    expected_by: datetime | None = None
    unchecked_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a supplement notice asks for."""

    material: str
    code: str
    document_id: UUID | None


@dataclass(frozen=True, slots=True)
class Override:
    """Which lead let a notice ask for what the first one forgot, and why."""

    practitioner: str
    reason: OverrideReason


@dataclass(frozen=True, slots=True)
class Notice:
    """补正通知 of a round: everything that was asked for, until when, and when it came in."""

    round: int
    items: tuple[Asked, ...]
    answer_by: datetime
    provided_at: datetime | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A submitted application under review. Rounds count from 1; each supplement begins another.

    `warned` has the parts (in percent) that the running clock was warned of, `missed` whether its deadline has passed.
    """

    application: Application
    agency: str
    step: ReviewStep
    term: Term
    papers: tuple[Paper, ...]
    absent: tuple[Absent, ...] = ()
    round: int = 1
    tasks: tuple[Task, ...] = ()
    notices: tuple[Notice, ...] = ()
    outcome: Outcome | None = None
    insurance: Insurance | None = None
    warned: tuple[int, ...] = ()
    missed: bool = False

    @property
    def seats(self) -> tuple[Task, ...]:
        """The tasks of this step and round."""
        return tuple(task for task in self.tasks if (task.step, task.round) == (self.step, self.round))

    @property
    def votes(self) -> tuple[Vote, ...]:
        """What was said in this step and round."""
        return tuple(task.vote for task in self.seats if task.vote)

    @property
    def institution(self) -> str:
        """The institution that has, or last had, the case."""
        return self.tasks[-1].institution

    @property
    def awaiting_supplement(self) -> bool:
        """Whether a notice is out and unanswered."""
        return self.outcome is None and bool(self.notices) and self.notices[-1].provided_at is None

    @property
    def next_notice(self) -> int:
        """The first round whose notice may complain of something that comes to light now."""
        return self.round + 1 if self.awaiting_supplement else self.round

    def paper(self, document_id: UUID) -> Paper | None:
        """Return a paper of the case."""
        return next((paper for paper in self.papers if paper.document_id == document_id), None)

    def with_task(self, changed: Task) -> "Review":
        """Return the review with one task changed."""
        tasks = (changed if task.task_id == changed.task_id else task for task in self.tasks)
        return replace(self, tasks=tuple(tasks))


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of an application. Papers may be inspected before it is submitted, or long after."""

    inspections: Mapping[UUID, Inspection] = field(default_factory=dict)
    review: Review | None = None
