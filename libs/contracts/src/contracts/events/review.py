"""What review decides about a case, and what it tells the institutions that review."""

from typing import Annotated

from pydantic import Field

from contracts.event import Event, Part
from contracts.events.intake import PackVersion
from contracts.events.updates import Item
from contracts.vocabulary import (
    ApplicationNumber,
    Code,
    Count,
    Day,
    InstitutionCode,
    Moment,
    NationalDiseaseCode,
    NoticeText,
    Outcome,
    OverrideReason,
    PractitionerCode,
    RecallReason,
    RequestId,
    ReviewStep,
    Round,
    TaskId,
    TypeName,
    Verdict,
)

Percent = Annotated[int, Field(ge=1, le=100)]


class CaseOpened(Event):
    """Review took the application in. `decide_by` is absent where the pack sets no limit."""

    step: ReviewStep
    institution: InstitutionCode
    decide_by: Moment | None = None
    decide_by_is_provisional: bool = False
    expected_by: Moment | None = None


class DeadlineApproaching(Event):
    """`percent` of the review time has gone and nothing is decided."""

    percent: Percent
    institution: InstitutionCode
    decide_by: Moment


class DeadlineMissed(Event):
    """The review time is over and nothing is decided; the agency now has the case to chase. It stays open."""

    institution: InstitutionCode
    escalated_to: InstitutionCode
    decide_by: Moment


class DeadlineMoved(Event):
    """The calendar was corrected, and `decide_by` with it; what was warned of or missed before isn't said again."""

    institution: InstitutionCode
    decide_by: Moment
    decide_by_is_provisional: bool = False


class SupplementRequested(Event):
    """One itemised notice of everything that is missing; the review clock stands until it is answered.

    A lead, `overridden_by`, may have let it ask for what belonged into the first notice, by `override`.
    """

    round: Round
    institution: InstitutionCode
    items: tuple[Item, ...]
    answer_by: Moment
    overridden_by: PractitionerCode | None = None
    override: OverrideReason | None = None


class SupplementReminderDue(Event):
    """Part of the term of a supplement has gone, and nothing came in: the person is reminded of the last day, once.

    `count` is how many things were asked for in round `round`.
    """

    round: Round
    count: Count
    answer_by: Moment


class ReviewResumed(Event):
    """A supplement came in: the review clock starts afresh."""

    round: Round
    institution: InstitutionCode
    decide_by: Moment | None = None
    decide_by_is_provisional: bool = False


class AssessedBy(Part):
    """Who said what, as the national registration (2503) asks: practitioner, institution, day."""

    practitioner: PractitionerCode
    institution: InstitutionCode
    verdict: Verdict
    on: Day


class ReviewDecided(Event):
    """A step of the review came to its verdict."""

    step: ReviewStep
    round: Round
    verdict: Verdict
    assessed_by: tuple[AssessedBy, ...]
    national_code: NationalDiseaseCode | None = None
    criteria: tuple[Code, ...] = ()
    reasons: tuple[Code, ...] = ()
    decided_at: Moment


class CaseClosed(Event):
    """How the application ended: said once, by review alone. `benefit_start` is a date (Asia/Shanghai) on approval."""

    outcome: Outcome
    closed_at: Moment
    benefit_start: Day | None = None
    national_code: NationalDiseaseCode | None = None
    reasons: tuple[Code, ...] = ()


class WithdrawalRefused(Event):
    """The withdrawal came too late: the case was already decided."""

    code: Code
    refused_at: Moment


class TaskAssigned(Event):
    """A case for an institution to review; the subject is the application. `practitioner` is set for a panel seat."""

    task_id: TaskId
    step: ReviewStep
    round: Round
    number: ApplicationNumber
    disease_code: Code
    pack: PackVersion
    practitioner: PractitionerCode | None = None
    decide_by: Moment | None = None
    assigned_at: Moment


class TaskRecalled(Event):
    """A task left the institution's list without, or because of, its verdict."""

    task_id: TaskId
    reason: RecallReason
    recalled_at: Moment


class VerdictAccepted(Event):
    """What the institution sent took effect."""

    request_id: RequestId
    request: TypeName
    task_id: TaskId


class VerdictRefused(Event):
    """What the institution sent was refused by a rule and changed nothing."""

    request_id: RequestId
    request: TypeName
    task_id: TaskId | None = None
    code: Code
    detail: NoticeText
