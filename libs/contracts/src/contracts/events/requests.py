"""What a channel asks for. Over Kafka it is the record, over HTTP the body of the matching request."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from contracts.event import Event, Part
from contracts.vocabulary import (
    AbsenceReason,
    ApplicantKind,
    AreaCode,
    Code,
    DocumentId,
    InstitutionCode,
    Moment,
    NoticeId,
    PersonRef,
    ReceiptStatus,
    Round,
    Route,
    Scheme,
    WithdrawalReason,
)

MAX_PAPERS = 20


class Applicant(Part):
    """Who applies. An agent is a person in the vault, too, with a relation to the insured person."""

    kind: ApplicantKind
    agent_ref: PersonRef | None = None
    relation: Code | None = None

    @model_validator(mode="after")
    def _an_agent_is_named(self) -> Self:
        if (self.kind is ApplicantKind.AGENT) != (self.agent_ref is not None):
            raise ValueError("agent_ref goes with kind=agent, and only with it")
        return self


class NamedPaper(Part):
    """A paper that was uploaded under a ticket, named for what it is."""

    document_id: DocumentId
    material: Code


class AbsentPaper(Part):
    """A paper that the person doesn't have, and why."""

    material: Code
    reason: AbsenceReason


Papers = Annotated[tuple[NamedPaper, ...], Field(max_length=MAX_PAPERS)]
AbsentPapers = Annotated[tuple[AbsentPaper, ...], Field(max_length=MAX_PAPERS)]


class DraftOpened(Event):
    """A person began an application for one disease; the subject is the id that the channel minted (UUIDv7).

    `with_papers_of` is another application of the same person whose papers may be named in this one: for a second
    disease on the same form, or to try again after an application that ended. `care_area` is where the person lives and
    is treated, if that is elsewhere.
    """

    person_ref: PersonRef
    applicant: Applicant
    pooling_area: AreaCode
    scheme: Scheme
    disease_code: Code
    route: Route = Route.ONLINE
    hospital: InstitutionCode | None = None
    with_papers_of: UUID | None = None
    care_area: AreaCode | None = None


class ApplicationLodged(Event):
    """The person handed the application in: these papers, and these they don't have."""

    papers: Papers
    absent: AbsentPapers = ()
    declared_true: bool


class SupplementLodged(Event):
    """The person answered supplement request `round` with papers, or said which they don't have."""

    round: Round
    papers: Papers
    absent: AbsentPapers = ()


class WithdrawalLodged(Event):
    """The person wants to take the application back."""

    reason: WithdrawalReason = WithdrawalReason.OTHER


class HospitalChoiceLodged(Event):
    """The person chose the hospital where the benefit is to be used."""

    hospital: InstitutionCode


class MessageReceipt(Event):
    """The channel says what became of an app message that it was asked to show."""

    notice_id: NoticeId
    status: ReceiptStatus
    at: Moment
