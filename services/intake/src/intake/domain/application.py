"""An application as intake knows it: what was asked for, through which channels, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chassis.decision import NotFound
from contracts.events.intake import PackVersion
from contracts.events.requests import AbsentPaper, DraftOpened, NamedPaper
from contracts.events.updates import Item
from contracts.vocabulary import ApplicationState, Outcome, ReviewStep, Route

from intake.domain.insured import Insurance
from intake.domain.refusals import Joined


class TimerKind(StrEnum):
    """What intake waits for."""

    DRAFT_EXPIRY = "draft_expiry"
    INSPECTION_WAIT = "inspection_wait"
    REGISTER_WAIT = "register_wait"


@dataclass(frozen=True, slots=True)
class Finding:
    """What documents found of one paper; `reason` is set where it can't be used."""

    material: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """What was handed in: at first lodging (round 0), or as the answer to supplement request `round`.

    While `waiting`, verdicts on its papers are outstanding; at `wait_until` (UTC) it goes on without them.
    """

    round: int
    lodged_at: datetime
    wait_until: datetime
    papers: tuple[NamedPaper, ...]
    absent: tuple[AbsentPaper, ...]
    waiting: bool = True


@dataclass(frozen=True, slots=True)
class Supplement:
    """What the reviewer asked for, by when; `provided` once the whole of it went to review."""

    round: int
    answer_by: datetime
    items: tuple[Item, ...]
    provided: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """When review has to decide, or expects to (UTC)."""

    decide_by: datetime | None = None
    provisional: bool = False
    expected_by: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The request to withdraw that review has still to answer, and the channel it came through."""

    request_id: UUID
    channel: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended. `benefit_start` is a date in Asia/Shanghai, on approval."""

    outcome: Outcome | None = None
    benefit_start: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HospitalRequest:
    """The choice of a hospital that benefits has still to answer, and the channel it came through."""

    request_id: UUID
    channel: str
    hospital: str


@dataclass(frozen=True, slots=True)
class NoHospital:
    """Why the hospital that was asked for last isn't the person's, and on which day another may be."""

    code: str
    next_possible: str | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """What benefits says of the approval: days in Asia/Shanghai. `over` is why nothing is granted, or is no more."""

    start: str | None = None
    end: str | None = None
    over: str | None = None
    hospital: str | None = None
    hospital_from: str | None = None
    refused: NoHospital | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """The other application whose papers may be named here, once that is `checked`: these were accepted there."""

    application: UUID
    checked: bool = False
    papers: tuple[NamedPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """One application; times are UTC.

    `channels` follow it, the one it began in first. `number` is given at the first lodging. `findings` are kept by
    document, `items` is all there is to put right now. `notices` says which channel was asked to show which message.
    `insurance` is there once the register of the insured was asked, `step` once review has begun.
    """

    asked: DraftOpened
    opened_by: UUID
    channels: tuple[str, ...]
    pack: PackVersion
    opened_at: datetime
    changed_at: datetime
    status: ApplicationState = ApplicationState.DRAFT
    persons_known: bool = False
    number: str = ""
    findings: Mapping[UUID, Finding] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    handover: Handover | None = None
    supplement: Supplement | None = None
    term: Term = field(default_factory=Term)
    withdrawal: Withdrawal | None = None
    ending: Ending = field(default_factory=Ending)
    joined: UUID | None = None
    notices: Mapping[UUID, str] = field(default_factory=dict)
    insurance: Insurance | None = None
    linked: Linked | None = None
    step: ReviewStep | None = None
    benefit: Benefit = field(default_factory=Benefit)
    choosing: HospitalRequest | None = None

    @property
    def open_key(self) -> str:
        """The key that one application at a time holds: a person, a disease, a pooling area."""
        return f"open:{self.asked.person_ref}:{self.asked.disease_code}:{self.asked.pooling_area}"


UNSUBMITTED = frozenset({ApplicationState.DRAFT, ApplicationState.LODGED, ApplicationState.NOT_ACCEPTED})
"""Intake alone still decides what becomes of it."""

WITH_REVIEW = frozenset({ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.AWAITING_SUPPLEMENT})
"""Review alone decides how it ends."""


def followed_by(application: Application | None, channel: str) -> Application:
    """Return the application if `channel` follows it; raises `NotFound`, which doesn't tell whether it exists."""
    if application is None or channel not in application.channels:
        raise NotFound
    return application


def uploads_only(application: Application, channel: str) -> bool:
    """Tell whether a channel is the hospital elsewhere that handed it in, and no channel of the person's."""
    return application.asked.route is Route.REMOTE_HOSPITAL and channel == application.channels[0]


def open_to(application: Application | None, channel: str) -> Application:
    """Return the application if `channel` may act on it; raises `NotFound`, or `Joined` with the open one's id."""
    found = followed_by(application, channel)
    if found.joined is not None:
        raise Joined(open_application=found.joined)
    return found
