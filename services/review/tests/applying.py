"""What intake and documents say of an application."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from contracts.events.documents import DocumentAccepted, DocumentRejected
from contracts.events.intake import (
    ApplicationSubmitted,
    PackVersion,
    SubmittedPaper,
    SupplementProvided,
    WithdrawalRequested,
)
from contracts.events.requests import AbsentPaper
from contracts.ids import uuid7
from contracts.vocabulary import AbsenceReason, ApplicantKind, Route, Scheme, WithdrawalReason
from policy.calendar import SHANGHAI
from policy.registry import load_packs

from .town import FIRST, LIUPANSHUI

PACKS = load_packs()
MATERIALS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
NUMBER = "LP20261124000000017"


class Facts(Protocol):
    """What an application says."""

    area: str
    disease: str
    hospital: str | None
    person: UUID
    agent: UUID | None
    papers: tuple[SubmittedPaper, ...]


def papers(*materials: str, inspected: bool = True) -> tuple[SubmittedPaper, ...]:
    return tuple(SubmittedPaper(document_id=uuid7(), material=each, inspected=inspected) for each in materials)


@dataclass(slots=True)
class Applied:
    """An application with everything in order, unless said otherwise."""

    area: str = LIUPANSHUI
    disease: str = "bronchial_asthma"
    hospital: str | None = FIRST
    person: UUID = field(default_factory=uuid7)
    agent: UUID | None = None
    papers: tuple[SubmittedPaper, ...] = field(default_factory=lambda: papers(*MATERIALS))
    id: UUID = field(default_factory=uuid7)


def submission(facts: Facts, now: datetime) -> ApplicationSubmitted:
    pack = PACKS.in_force(facts.area, now.astimezone(SHANGHAI).date())
    return ApplicationSubmitted(
        number=NUMBER,
        person_ref=facts.person,
        agent_ref=facts.agent,
        applicant_kind=ApplicantKind.AGENT if facts.agent else ApplicantKind.SELF,
        channel="gz-app",
        pooling_area=facts.area,
        pack=PackVersion(id=pack.id, version=pack.version),
        scheme=Scheme.RESIDENT,
        disease_code=facts.disease,
        route=Route.ONLINE,
        hospital=facts.hospital,
        submitted_at=now,
        papers=facts.papers,
    )


def accepted(paper: SubmittedPaper, now: datetime, pages: int = 1) -> DocumentAccepted:
    return DocumentAccepted(
        document_id=paper.document_id,
        material=paper.material,
        sha256="0" * 64,
        size=1000,
        media_type="image/jpeg",
        version_id="v1",
        pages=pages,
        inspected_at=now,
    )


def rejected(paper: SubmittedPaper, now: datetime, reason: str = "invalid_pdf") -> DocumentRejected:
    return DocumentRejected(document_id=paper.document_id, material=paper.material, reason=reason, inspected_at=now)


def provided(
    now: datetime,
    round: int,  # noqa: A002
    *given: SubmittedPaper,
    absent: tuple[str, ...] = (),
) -> SupplementProvided:
    missing = tuple(AbsentPaper(material=each, reason=AbsenceReason.LOST) for each in absent)
    return SupplementProvided(round=round, provided_at=now, papers=given, absent=missing)


def withdrawal(now: datetime) -> WithdrawalRequested:
    return WithdrawalRequested(channel="gz-app", reason=WithdrawalReason.NO_LONGER_NEEDED, requested_at=now)
