"""The parties file: YAML that a city keeps, strictly read, so that a slip of the pen lets nobody in."""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Self
from uuid import UUID

import yaml
from contracts.catalogue import PartyKind
from contracts.vocabulary import AreaCode, PartyCode, PractitionerCode, Sha256
from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator


class Role(StrEnum):
    """What an institution is in the review."""

    HOSPITAL = "hospital"
    AGENCY = "agency"


class Duty(StrEnum):
    """What a member of staff may do: review, check for the agency, sit on panels, be told of deadlines."""

    REVIEWER = "reviewer"
    CLERK = "clerk"
    EXPERT = "expert"
    DUTY = "duty"


Name = Annotated[str, Field(min_length=1, max_length=100)]


class Record(BaseModel):
    """Anything in the file: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class StaffRecord(Record):
    """Someone who works at an institution."""

    practitioner: PractitionerCode
    name: Name
    roles: tuple[Duty, ...] = ()
    phone: Annotated[str, Field(pattern=r"^1[0-9]{10}$")] | None = None
    person_ref: UUID | None = None


class PartyRecord(Record):
    """A party with its secret, or with the SHA-256 of it (hex) where the file shall not hold secrets."""

    code: PartyCode
    kind: PartyKind
    name: Name
    level: Annotated[int, Field(ge=1, le=3)] | None = None
    area: AreaCode | None = None
    roles: tuple[Role, ...] = ()
    secret: Annotated[SecretStr, Field(min_length=16)] | None = None
    secret_sha256: Sha256 | None = None
    suspended: bool = False
    staff: tuple[StaffRecord, ...] = ()

    @model_validator(mode="after")
    def _has_one_secret(self) -> Self:
        if (self.secret is None) == (self.secret_sha256 is None):
            message = "give either secret or secret_sha256"
            raise ValueError(message)
        return self

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the secret."""
        if self.secret is not None:
            return sha256(self.secret.get_secret_value().encode()).digest()
        return bytes.fromhex(self.secret_sha256 or "")


class PartiesFile(Record):
    """The whole file."""

    parties: tuple[PartyRecord, ...]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        codes = [party.code for party in self.parties]
        if len(set(codes)) != len(codes):
            message = f"given twice: {sorted({code for code in codes if codes.count(code) > 1})}"
            raise ValueError(message)
        return self


def read(path: Path) -> PartiesFile:
    """Return what the file says; raises pydantic's ValidationError, which shows places and never values."""
    return PartiesFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
