"""Constrained texts, numbers and times, each with what it means."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

FIRST_YEAR, LAST_YEAR = 2000, 2199
_FIRST, _END = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)


def is_plausible(moment: datetime) -> bool:
    """Say whether an aware time lies in the years, by UTC, that anything here can be about."""
    return _FIRST <= moment < _END


def _plausible_in_utc(moment: datetime) -> datetime:
    if not is_plausible(moment):
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return moment.astimezone(UTC)


def _of_the_calendar(day: str) -> str:
    date.fromisoformat(day)
    return day


Moment = Annotated[
    AwareDatetime, AfterValidator(_plausible_in_utc), Field(description="An instant with its offset; held in UTC.")
]
Day = Annotated[
    str,
    Field(
        pattern=r"^2[01][0-9]{2}-[01][0-9]-[0-3][0-9]$",
        description="A date in Asia/Shanghai (ISO 8601).",
        json_schema_extra={"format": "date"},
    ),
    AfterValidator(_of_the_calendar),
]

PersonRef = Annotated[UUID, Field(description="A person in the vault; by itself it says nothing of them.")]
DocumentId = Annotated[UUID, Field(description="An uploaded paper, as the ticket named it.")]
TaskId = Annotated[UUID, Field(description="A task at an institution, as `TaskAssigned` named it.")]
NoticeId = Annotated[UUID, Field(description="A notice to one recipient by one medium.")]
RequestId = Annotated[UUID, Field(description="The request that this answers: its `ce_id`, the idempotency key.")]

PartyCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,29}$",
        description="A channel, hospital or agency: its credential, topics and consumer groups are named after it.",
    ),
]
InstitutionCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Z][A-Z0-9]{5,29}$",
        description="国家医保编码 of a medical institution (`H`, area, serial: 12 characters), or an agency's code.",
    ),
]
PractitionerCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Z]{1,2}[0-9]{6,18}$",
        description="国家医保编码 of a doctor or staff member; the name stays in the staff register.",
    ),
]
AreaCode = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="A pooling area (统筹地区), six digits.")]
Code = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$",
        description="A stable code whose text a policy pack holds: disease, material, reason, criterion.",
    ),
]
NationalDiseaseCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Z0-9]{2,30}$",
        description="国家医保 disease code; a free string of up to 30 characters on the national platform.",
    ),
]
ApplicationNumber = Annotated[
    str,
    Field(
        pattern=r"^[A-Z]{2}[0-9]{17}$",
        description="What a person quotes on the telephone: city letters, day, eight digits and a check digit.",
    ),
]
Version = Annotated[
    str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$", description="The version of a policy pack.")
]
TypeName = Annotated[
    str, Field(min_length=1, max_length=256, description="A CloudEvents type, as its sender wrote it.")
]
Grant = Annotated[
    str,
    Field(
        min_length=1, max_length=4096, description="A signed token (JWT) that lets its bearer do one thing for a while."
    ),
]
NoticeText = Annotated[
    str, Field(min_length=1, max_length=500, description="A text for people, in Chinese; no name and no disease.")
]
NoticeTextEn = Annotated[
    str, Field(min_length=1, max_length=500, description="The same text in English; no name and no disease.")
]
HelplineNumber = Annotated[
    str, Field(min_length=1, max_length=40, description="The telephone for questions, as the pack gives it.")
]

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the whole file, in lower case.")]
MediaType = Annotated[
    str, Field(pattern=r"^[a-z]{1,20}/[a-z0-9.+-]{1,100}$", description="What the file turned out to be.")
]
ObjectVersion = Annotated[
    str, Field(min_length=1, max_length=1024, description="The version id that the object store gave.")
]
Bytes = Annotated[int, Field(ge=0, le=1 << 40, description="A size in bytes.")]
Count = Annotated[int, Field(ge=0, le=100_000)]
Round = Annotated[int, Field(ge=0, le=100, description="Which supplement round; 0 before the first.")]
