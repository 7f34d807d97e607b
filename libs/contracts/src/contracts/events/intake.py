"""What intake tells the other services about an application."""

from uuid import UUID

from contracts.event import Event, Part
from contracts.events.requests import AbsentPaper, NamedPaper
from contracts.events.updates import Item
from contracts.vocabulary import (
    ApplicantKind,
    ApplicationNumber,
    AreaCode,
    Code,
    Day,
    InstitutionCode,
    InsuranceResult,
    Moment,
    NoticeId,
    PartyCode,
    PersonRef,
    ReceiptStatus,
    RequestId,
    Round,
    Route,
    Scheme,
    Version,
    WithdrawalReason,
)


class PackVersion(Part):
    """The policy pack an application is decided by, from submission to its end."""

    id: Code
    version: Version


class SubmittedPaper(NamedPaper):
    """A paper handed in, and whether its inspection was over by then."""

    inspected: bool = True


class PapersLodged(Event):
    """These papers were named as handed in: documents is to seal and inspect each.

    Some may be papers of the application `with_papers_of`, of the same person: they aren't uploaded again.
    """

    papers: tuple[NamedPaper, ...]
    with_papers_of: UUID | None = None


class InsuranceCheck(Part):
    """What the register of the insured said, and when.

    `since` is the first day of the entitlement that stands in the way, where one does.
    """

    result: InsuranceResult
    checked_at: Moment | None = None
    since: Day | None = None


class ApplicationSubmitted(Event):
    """A complete application. `submitted_at` is the instant of lodging: the review clock starts there.

    Without `insurance` the register wasn't asked: the city has none to ask.
    """

    number: ApplicationNumber
    person_ref: PersonRef
    agent_ref: PersonRef | None = None
    applicant_kind: ApplicantKind
    channel: PartyCode
    pooling_area: AreaCode
    pack: PackVersion
    scheme: Scheme
    disease_code: Code
    route: Route
    hospital: InstitutionCode | None = None
    submitted_at: Moment
    papers: tuple[SubmittedPaper, ...]
    absent: tuple[AbsentPaper, ...] = ()
    insurance: InsuranceCheck | None = None
    care_area: AreaCode | None = None


class InsuranceChecked(Event):
    """The register of the insured answered after the application had been submitted, or answered anew."""

    insurance: InsuranceCheck


class ApplicationNotAccepted(Event):
    """一次性告知: everything that is missing or unfit, at once. No clock runs; the draft is kept."""

    number: ApplicationNumber
    person_ref: PersonRef
    agent_ref: PersonRef | None = None
    channel: PartyCode
    pack: PackVersion
    items: tuple[Item, ...]
    route: Route | None = None


class ApplicationJoined(Event):
    """The same person lodged the same disease through another channel: that channel now follows the open one.

    Published by the second application; it concerns the one named in `open_application`.
    """

    open_application: UUID
    channel: PartyCode


class SupplementProvided(Event):
    """What was asked for in round `round` is in. The review clock restarts at `provided_at`."""

    round: Round
    provided_at: Moment
    papers: tuple[SubmittedPaper, ...]
    absent: tuple[AbsentPaper, ...] = ()


class WithdrawalRequested(Event):
    """The person asked to withdraw; review answers whether it came in time."""

    channel: PartyCode
    reason: WithdrawalReason
    requested_at: Moment


class HospitalChosen(Event):
    """The person chose the hospital where the benefit is to be used; benefits answers whether it is theirs now.

    `choice_id` is the request, which the answer names.
    """

    person_ref: PersonRef
    hospital: InstitutionCode
    chosen_at: Moment
    choice_id: RequestId | None = None


class ContactChanged(Event):
    """The person's contact in the vault is another one now."""

    person_ref: PersonRef
    changed_at: Moment


class DraftExpired(Event):
    """What was never submitted is over: its time ran out, or it was withdrawn. Its papers may go."""

    expired_at: Moment


class MessageReceived(Event):
    """A channel's receipt for an app message."""

    notice_id: NoticeId
    status: ReceiptStatus
    at: Moment
