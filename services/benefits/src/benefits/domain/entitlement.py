"""An entitlement: what the approval of one application grants, from the first word of it to its end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from contracts.vocabulary import Scheme

from benefits.domain.beneficiary import key_of


class TimerKind(StrEnum):
    """What an entitlement waits for."""

    RECERTIFICATION = "recertification"
    END = "end"


@dataclass(frozen=True, slots=True)
class Application:
    """What was applied for, and the pack that decides it."""

    number: str
    person_ref: UUID
    agent_ref: UUID | None
    area: str
    pack_id: str
    pack_version: str
    scheme: Scheme
    disease: str
    submitted_at: datetime

    @property
    def beneficiary(self) -> UUID:
        """Who decides what the person may have, and where."""
        return key_of(self.person_ref, self.area)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Who approved (national codes), and on which day."""

    practitioner: str
    institution: str
    on: date


@dataclass(frozen=True, slots=True)
class Approval:
    """Review's approval (UTC), with the national code that the reviewer chose."""

    at: datetime
    national_code: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """The benefit holds from `start` to `end`, both included (Asia/Shanghai); without `end` it doesn't lapse.

    `notice_days` say how many days before the end the person is told to renew the proof, longest first.
    """

    start: date
    end: date | None
    granted_on: date
    granted_at: datetime
    notice_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """Why the entitlement is over, and since when (UTC)."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Registration:
    """The serial number that the national platform gave (`trt_dcla_detl_sn`)."""

    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """A hospital that the person asked for; `id` is their request."""

    id: UUID
    hospital: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What benefits knows of one application. Submission and approval are heard in either order.

    `refused` is why an approval grants nothing. Of `choices` the first is being decided, the others wait behind it, and
    all of them while nothing is granted or refused yet.
    """

    kind: Literal["entitlement"] = "entitlement"
    application: Application | None = None
    assessments: tuple[Assessment, ...] = ()
    approval: Approval | None = None
    grant: Grant | None = None
    refused: str | None = None
    ending: Ending | None = None
    registration: Registration | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether it is known if the approval grants anything."""
        return self.grant is not None or self.refused is not None

    @property
    def in_force(self) -> bool:
        """Whether the person has the benefit, now or from its start on."""
        return self.grant is not None and self.ending is None
