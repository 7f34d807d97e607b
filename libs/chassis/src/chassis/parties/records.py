"""What stands in the parties file: parties, their staff, operators, and every change that a command made to them."""

from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Self
from uuid import UUID

from contracts.catalogue import PartyKind
from contracts.parties import SERVICES
from contracts.vocabulary import AreaCode, InstitutionCode, PartyCode, PractitionerCode, Sha256
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, TypeAdapter, model_validator

NOBODYS_NAMES = frozenset((*SERVICES, "admin"))
"""Users of Kafka that no party may be."""
_INSTITUTION: TypeAdapter[str] = TypeAdapter(InstitutionCode)


class Role(StrEnum):
    """What an institution is in the review."""

    HOSPITAL = "hospital"
    AGENCY = "agency"


class Duty(StrEnum):
    """What a member of staff may do: review, check for the agency, sit on panels, be told of deadlines.

    A lead, who reviews like others, may override a rule where one says so.
    """

    REVIEWER = "reviewer"
    CLERK = "clerk"
    EXPERT = "expert"
    DUTY = "duty"
    LEAD = "lead"


class What(StrEnum):
    """What was done. `EDITED` is the file changed by hand; `PASSWORD_ISSUED` changes nothing in it."""

    ADDED = "added"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ROTATED = "rotated"
    STAFF_ADDED = "staff added"
    STAFF_IMPORTED = "staff imported"
    STAFF_DISABLED = "staff disabled"
    STAFF_ENABLED = "staff enabled"
    EDITED = "edited"
    PASSWORD_ISSUED = "password issued"  # noqa: S105 - the name of a change


Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\p{Cc}]*$")]
Phone = Annotated[str, Field(pattern=r"^1[0-9]{10}$")]
By = Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,64}$")]
Reason = Annotated[str, Field(min_length=3, max_length=500, pattern=r"^[\P{Cc}\n]*$")]
OperatorCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,29}$")]
"""How an operator signs in: never like a practitioner, whose code begins with a capital letter."""


class Record(BaseModel):
    """Anything in the file: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class StaffRecord(Record):
    """Someone who works at an institution."""

    practitioner: PractitionerCode
    name: Name
    roles: tuple[Duty, ...] = ()
    phone: Phone | None = None
    person_ref: UUID | None = None
    disabled: bool = False


class OperatorRecord(Record):
    """Someone who runs Mante, and works at no institution."""

    code: OperatorCode
    name: Name
    phone: Phone | None = None
    disabled: bool = False


class PartyRecord(Record):
    """A party with its secret, or with the SHA-256 of it (hex) where the file shall not hold secrets.

    `former_sha256` is the secret before, which HTTP takes until `former_until`.
    """

    code: PartyCode
    kind: PartyKind
    name: Name
    level: Annotated[int, Field(ge=1, le=3)] | None = None
    area: AreaCode | None = None
    roles: tuple[Role, ...] = ()
    secret: Annotated[SecretStr, Field(min_length=16)] | None = None
    secret_sha256: Sha256 | None = None
    former_sha256: Sha256 | None = None
    former_until: AwareDatetime | None = None
    suspended: bool = False
    staff: tuple[StaffRecord, ...] = ()

    @model_validator(mode="after")
    def _has_one_secret(self) -> Self:
        if (self.secret is None) == (self.secret_sha256 is None):
            message = "give either secret or secret_sha256"
            raise ValueError(message)
        if (self.former_sha256 is None) != (self.former_until is None):
            message = "give former_sha256 and former_until, or neither"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _has_a_name_of_its_own(self) -> Self:
        if self.code in NOBODYS_NAMES:
            message = f"{self.code} is a user of ours on Kafka"
            raise ValueError(message)
        if self.kind is PartyKind.INSTITUTION:
            _INSTITUTION.validate_python(self.code)
        check_once([member.practitioner for member in self.staff])
        return self

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the secret."""
        if self.secret is not None:
            return sha256(self.secret.get_secret_value().encode()).digest()
        return bytes.fromhex(self.secret_sha256 or "")


class Change(Record):
    """What one command did: to which party or operator (`code`; empty: the file), and to whom of its staff."""

    revision: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    by: By
    what: What
    code: Annotated[str, Field(max_length=30)] = ""
    staff: tuple[PractitionerCode, ...] = ()
    reason: Reason


def check_once(codes: list[str]) -> None:
    """Raise ValueError for a code that is given twice."""
    if len(set(codes)) != len(codes):
        message = f"given twice: {sorted({code for code in codes if codes.count(code) > 1})}"
        raise ValueError(message)
