"""What an institution that reviews sends. Over Kafka it is the record, over HTTP the body of the matching request."""

from typing import Annotated

from pydantic import Field

from contracts.event import Event, Part
from contracts.vocabulary import (
    Code,
    DocumentId,
    NationalDiseaseCode,
    OverrideReason,
    PractitionerCode,
    TaskId,
    Verdict,
)

Codes = Annotated[tuple[Code, ...], Field(max_length=50)]


class TaskClaimed(Event):
    """A reviewer took the task; nobody else of the institution acts on it while the claim lasts."""

    task_id: TaskId
    practitioner: PractitionerCode


class TaskReleased(Event):
    """The reviewer put the task back."""

    task_id: TaskId
    practitioner: PractitionerCode


class VerdictGiven(Event):
    """A reviewer's verdict, with all that the national registration will ask for on approval."""

    task_id: TaskId
    practitioner: PractitionerCode
    verdict: Verdict
    national_code: NationalDiseaseCode | None = None
    criteria: Codes = ()
    reasons: Codes = ()


class AskedItem(Part):
    """One thing that is missing or unfit, by the pack's rule code."""

    material: Code
    code: Code
    document_id: DocumentId | None = None


class SupplementAsked(Event):
    """A reviewer can't decide yet: everything that is missing, once, whole.

    With `override` a lead asks for what belonged into the first notice, and says why.
    """

    task_id: TaskId
    practitioner: PractitionerCode
    items: Annotated[tuple[AskedItem, ...], Field(min_length=1, max_length=50)]
    override: OverrideReason | None = None
