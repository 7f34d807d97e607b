"""What notify hears in these tests."""

from datetime import UTC, date, datetime
from uuid import UUID

from contracts.events.intake import ApplicationNotAccepted, ApplicationSubmitted, PackVersion
from contracts.events.review import (
    CaseClosed,
    DeadlineApproaching,
    DeadlineMissed,
    SupplementReminderDue,
    SupplementRequested,
)
from contracts.events.updates import Item
from contracts.ids import uuid7
from contracts.vocabulary import ApplicantKind, Outcome, Route, Scheme

TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Tuesday 2026-11-24 10:00 in Asia/Shanghai."""
LAST_DAY_ENDS = datetime(2026, 12, 9, 16, 0, tzinfo=UTC)
NUMBER = "LP20261124000000017"
PERSON, AGENT = uuid7(), uuid7()
HOSPITAL, AGENCY = "H52020199001", "A52029900001"
ITEM = Item(material="test_report", code="NO_SEAL", text="请补盖公章。")


def submitted(agent: UUID | None = None) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        number=NUMBER,
        person_ref=PERSON,
        agent_ref=agent,
        applicant_kind=ApplicantKind.AGENT if agent else ApplicantKind.SELF,
        channel="gz-app",
        pooling_area="520200",
        pack=PackVersion(id="guizhou-liupanshui", version="2026.1"),
        scheme=Scheme.RESIDENT,
        disease_code="bronchial_asthma",
        route=Route.ONLINE,
        submitted_at=TEN,
        papers=(),
    )


def not_accepted() -> ApplicationNotAccepted:
    pack = PackVersion(id="guizhou-liupanshui", version="2026.1")
    return ApplicationNotAccepted(number=NUMBER, person_ref=PERSON, channel="gz-app", pack=pack, items=(ITEM, ITEM))


def supplement_requested() -> SupplementRequested:
    return SupplementRequested(round=1, institution=HOSPITAL, items=(ITEM,), answer_by=LAST_DAY_ENDS)


def outstanding() -> SupplementReminderDue:
    return SupplementReminderDue(round=1, count=2, answer_by=LAST_DAY_ENDS)


def closed(outcome: Outcome = Outcome.APPROVED) -> CaseClosed:
    start = date(2026, 11, 24).isoformat() if outcome is Outcome.APPROVED else None
    return CaseClosed(outcome=outcome, closed_at=TEN, benefit_start=start)


def approaching() -> DeadlineApproaching:
    return DeadlineApproaching(percent=75, institution=HOSPITAL, decide_by=TEN)


def missed() -> DeadlineMissed:
    return DeadlineMissed(institution=HOSPITAL, escalated_to=AGENCY, decide_by=TEN)
