"""A city as data: every rule that differs from one pooling area to the next."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol, TypeVar

from contracts.vocabulary import ApplicantKind, Code, Route
from pydantic import Field

from policy.applicants import Applicants, IdentityCheck
from policy.applying import Channel, DraftRule, Eligibility, Form, Helpline, Hours, Limits, PoolingArea
from policy.areas import Areas
from policy.arrangement import Holiday, Sessions, ShortDay
from policy.benefit import BenefitRule, DesignatedHospital
from policy.calendar import local
from policy.diseases import Catalogue, Disease
from policy.guidance import Guidance
from policy.materials import CodedRule, FileLimits, Material, RouteRule
from policy.notices import NoticePlan, NoticeStep, Told
from policy.record import Record
from policy.registration import Registration
from policy.retention import Retention
from policy.review import AfterRejection, Clock, Outcomes, RejectionReason, Step, SupplementRule
from policy.settlement import CrossRegion, Settlement
from policy.source import Source, SourceCode, Sourced
from policy.trial import Trial


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=_Coded)


class WorkingTime(Sourced):
    """The city's hours on a working day, and its own holidays and short days beside the national ones."""

    sessions: Sessions = Field(min_length=1)
    local_days: tuple[Holiday, ...] = ()
    short_days: tuple[ShortDay, ...] = ()


class Pack(Record):
    """The rules of one pooling area in one version. An application keeps the version it was submitted under.

    What is listed is found by its code; a code the pack doesn't know gives None. One with a `trial` is no city's.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    version: str = Field(pattern=r"^[0-9]{4}\.[0-9]{1,3}$")
    effective_from: date
    trial: Trial | None = None
    sources: Mapping[SourceCode, Source] = Field(min_length=1)
    pooling_area: PoolingArea
    areas: Areas
    helpline: Helpline
    eligibility: Eligibility
    applicants: Applicants
    identity_check: IdentityCheck
    channels: tuple[Channel, ...] = Field(min_length=1)
    hours: Hours
    form: Form
    draft: DraftRule
    limits: Limits
    guidance: Guidance
    materials: tuple[Material, ...] = Field(min_length=1)
    routes: Mapping[Route, RouteRule] = Field(min_length=1)
    rules: Mapping[Code, CodedRule] = Field(min_length=1)
    files: FileLimits
    review_steps: tuple[Step, ...] = Field(min_length=1)
    clock: Clock
    working_time: WorkingTime
    supplement: SupplementRule
    outcomes: Outcomes
    rejection_reasons: tuple[RejectionReason, ...] = Field(min_length=1)
    after_rejection: AfterRejection
    benefit: BenefitRule
    designated_hospital: DesignatedHospital | None = None
    settlement: Settlement
    cross_region: CrossRegion
    registration: Registration
    retention: Retention
    notices: NoticePlan
    catalogue: Catalogue
    diseases: tuple[Disease, ...] = Field(min_length=1)

    def channel(self, code: str) -> Channel | None:
        """Return the channel of that code."""
        return _named(self.channels, code)

    def material(self, code: str) -> Material | None:
        """Return the material of that code."""
        return _named(self.materials, code)

    def disease(self, code: str) -> Disease | None:
        """Return the disease of that local code."""
        return _named(self.diseases, code)

    def rejection_reason(self, code: str) -> RejectionReason | None:
        """Return the reason of that code."""
        return _named(self.rejection_reasons, code)

    def offers(self, route: Route) -> bool:
        """Tell whether papers may come in by this route."""
        return route in self.routes

    def materials_for(self, applicant_kind: ApplicantKind, route: Route) -> tuple[Material, ...]:
        """Return what this applicant is asked for on this route, in the order of asking; nothing on one not offered."""
        rule = self.routes.get(route)
        asked = [code for code, need in rule.asks.items() if need.holds_for(applicant_kind)] if rule else []
        return tuple(material for code in asked if (material := self.material(code)))

    def told(self, step: NoticeStep) -> tuple[Told, ...]:
        """Return who is told of `step`, and how."""
        return self.notices.steps.get(step, ())

    def benefit_start(self, approved_at: datetime) -> date:
        """Return the benefit's first day (Asia/Shanghai) for an approval at that instant (aware)."""
        return self.benefit.begins(local(approved_at).date())


def _named(things: Iterable[C], code: str) -> C | None:
    return next((thing for thing in things if thing.code == code), None)
