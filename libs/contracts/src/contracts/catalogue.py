"""The one list of topics and events: who publishes, who consumes, how long they are kept, how personal they are.

Topics, ACLs, schemas, AsyncAPI, `docs/events.md` and the checks of every service's consumers are made from it.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from contracts.event import Event
from contracts.events import benefits, documents, intake, notices, requests, review, updates, verdicts
from contracts.vocabulary import PiiClass

REQUEST_ANSWERS_DAYS = 30
"""How long a stored answer is kept. Longer than any ingress topic, so that a replayed request finds its answer."""


class PartyKind(StrEnum):
    """Whose topic it is, where a topic belongs to one party."""

    CHANNEL = "channel"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, or a family of topics with one member per party (`{party}` in the name)."""

    name: str
    publisher: str
    consumers: tuple[str, ...]
    events: tuple[type[Event], ...]
    pii: PiiClass
    partitions: int = 12
    retention_days: int = 400
    party: PartyKind | None = None
    ingress: bool = False

    def of(self, party: str) -> str:
        """Return the member that belongs to `party`."""
        return self.name.format(party=party)


INTAKE_REQUESTS = Topic(
    "intake.requests.{party}.v1",
    "channel",
    ("intake",),
    (
        requests.DraftOpened,
        requests.ApplicationLodged,
        requests.SupplementLodged,
        requests.WithdrawalLodged,
        requests.HospitalChoiceLodged,
        requests.MessageReceipt,
    ),
    PiiClass.PSEUDONYMOUS_HEALTH,
    partitions=1,
    retention_days=7,
    party=PartyKind.CHANNEL,
    ingress=True,
)
INTAKE_UPDATES = Topic(
    "intake.updates.{party}.v1",
    "intake",
    ("channel",),
    (updates.RequestAccepted, updates.RequestRefused, updates.ProgressChanged, updates.MessageDue),
    PiiClass.PSEUDONYMOUS,
    partitions=1,
    retention_days=30,
    party=PartyKind.CHANNEL,
)
INTAKE_APPLICATIONS = Topic(
    "intake.applications.v1",
    "intake",
    ("documents", "review", "benefits", "notify"),
    (
        intake.PapersLodged,
        intake.ApplicationSubmitted,
        intake.InsuranceChecked,
        intake.ApplicationNotAccepted,
        intake.ApplicationJoined,
        intake.SupplementProvided,
        intake.WithdrawalRequested,
        intake.HospitalChosen,
        intake.ContactChanged,
        intake.DraftExpired,
        intake.MessageReceived,
    ),
    PiiClass.PSEUDONYMOUS_HEALTH,
)
DOCUMENTS_DOSSIERS = Topic(
    "documents.dossiers.v1",
    "documents",
    ("intake", "review"),
    (
        documents.DocumentAccepted,
        documents.DocumentRejected,
        documents.DossierCompleted,
        documents.DocumentErased,
    ),
    PiiClass.PSEUDONYMOUS,
)
REVIEW_CASES = Topic(
    "review.cases.v1",
    "review",
    ("intake", "benefits", "notify"),
    (
        review.CaseOpened,
        review.DeadlineApproaching,
        review.DeadlineMissed,
        review.DeadlineMoved,
        review.SupplementRequested,
        review.SupplementReminderDue,
        review.ReviewResumed,
        review.ReviewDecided,
        review.CaseClosed,
        review.WithdrawalRefused,
    ),
    PiiClass.PSEUDONYMOUS_HEALTH,
)
REVIEW_TASKS = Topic(
    "review.tasks.{party}.v1",
    "review",
    ("institution",),
    (review.TaskAssigned, review.TaskRecalled, review.VerdictAccepted, review.VerdictRefused),
    PiiClass.PSEUDONYMOUS_HEALTH,
    partitions=1,
    retention_days=14,
    party=PartyKind.INSTITUTION,
)
REVIEW_VERDICTS = Topic(
    "review.verdicts.{party}.v1",
    "institution",
    ("review",),
    (verdicts.TaskClaimed, verdicts.TaskReleased, verdicts.VerdictGiven, verdicts.SupplementAsked),
    PiiClass.PSEUDONYMOUS_HEALTH,
    partitions=1,
    retention_days=7,
    party=PartyKind.INSTITUTION,
    ingress=True,
)
BENEFITS_ENTITLEMENTS = Topic(
    "benefits.entitlements.v1",
    "benefits",
    ("intake", "notify"),
    (
        benefits.EntitlementGranted,
        benefits.EntitlementRefused,
        benefits.DesignatedHospitalChosen,
        benefits.HospitalChoiceRefused,
        benefits.DesignatedHospitalLeft,
        benefits.EntitlementRegistered,
        benefits.RecertificationDue,
        benefits.EntitlementEnded,
    ),
    PiiClass.PSEUDONYMOUS_HEALTH,
)
NOTIFY_NOTICES = Topic(
    "notify.notices.v1",
    "notify",
    ("intake",),
    (notices.AppMessageDue, notices.NoticeDelivered, notices.NoticeFailed),
    PiiClass.PSEUDONYMOUS,
)

TOPICS = (
    INTAKE_REQUESTS,
    INTAKE_UPDATES,
    INTAKE_APPLICATIONS,
    DOCUMENTS_DOSSIERS,
    REVIEW_CASES,
    REVIEW_TASKS,
    REVIEW_VERDICTS,
    BENEFITS_ENTITLEMENTS,
    NOTIFY_NOTICES,
)

TOPIC_OF = MappingProxyType({event: topic for topic in TOPICS for event in topic.events})
"""The topic that each event is published on."""

EVENT_OF = MappingProxyType({event.type_name(): event for event in TOPIC_OF})
"""The event class of each CloudEvents type."""
