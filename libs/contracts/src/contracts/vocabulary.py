"""The words that cross service borders: enumerations and constrained text.

Readers must keep an `else` branch: a later version may widen an enumeration, never narrow it.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

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


Moment = Annotated[AwareDatetime, AfterValidator(_plausible_in_utc)]
"""An instant with its offset; held in UTC."""

PartyCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,29}$")]
"""A channel, hospital or agency: what its credential, its topics and its consumer groups are named after."""

InstitutionCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{5,29}$")]
"""国家医保编码 of a medical institution (`H` + area + serial, 12 characters), or an agency's code."""

PractitionerCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{6,18}$")]
"""国家医保编码 of a doctor or staff member; the name stays in the staff register."""

AreaCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
"""A pooling area (统筹地区), six digits."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]
"""A stable code whose text a policy pack holds: disease, material, reason, criterion."""

NationalDiseaseCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,30}$")]
"""国家医保 disease code; a free string of up to 30 characters on the national platform."""

ApplicationNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9]{17}$")]
"""What a person quotes on the telephone: city letters, day, eight digits and a check digit."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$")]
"""The version of a policy pack."""

TypeName = Annotated[str, StringConstraints(min_length=1, max_length=256)]
"""A CloudEvents type, as its sender wrote it."""

MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}/[a-z0-9.+-]{1,100}$")]
ObjectVersion = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
"""The version id that an object store gave; S3 allows 1,024 bytes."""

Grant = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
"""A signed token (JWT) that lets its bearer do one thing for a while."""

NoticeText = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Bytes = Annotated[int, Field(ge=0, le=1 << 40)]

Day = Annotated[
    str,
    StringConstraints(pattern=r"^2[01][0-9]{2}-[01][0-9]-[0-3][0-9]$"),
    AfterValidator(_of_the_calendar),
    Field(json_schema_extra={"format": "date"}),
]
"""A date in Asia/Shanghai, ISO 8601, that the calendar has."""
Round = Annotated[int, Field(ge=0, le=100)]


class Scheme(StrEnum):
    """险种: which insurance the person is in (310 职工, 390 城乡居民)."""

    EMPLOYEE = "employee"
    RESIDENT = "resident"


class ApplicantKind(StrEnum):
    """Who applies: the insured person, or an agent (代办人) for them."""

    SELF = "self"
    AGENT = "agent"


class Route(StrEnum):
    """How the papers come in; a pack asks for other materials on each."""

    ONLINE = "online"
    COUNTER = "counter"
    REMOTE_HOSPITAL = "remote_hospital"


class AbsenceReason(StrEnum):
    """Why a person doesn't have a paper. Coded: free text could name a person or an illness."""

    NEVER_ISSUED = "never_issued"
    LOST = "lost"
    HELD_ELSEWHERE = "held_elsewhere"
    SHARED_BY_AGENCY = "shared_by_agency"


class ApplicationState(StrEnum):
    """Where an application stands, as its applicant sees it."""

    DRAFT = "draft"
    LODGED = "lodged"
    NOT_ACCEPTED = "not_accepted"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    JOINED = "joined"


class Outcome(StrEnum):
    """How a submitted application ended. Review's case decides it, alone."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Verdict(StrEnum):
    """What a reviewer may say of a case."""

    APPROVED = "approved"
    REJECTED = "rejected"


class ReviewStep(StrEnum):
    """A step of the pack's `review_steps`."""

    HOSPITAL_REVIEW = "hospital_review"
    AGENCY_CHECK = "agency_check"
    EXPERT_PANEL = "expert_panel"


class RecallReason(StrEnum):
    """Why a task left an institution's list."""

    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUPPLEMENT = "supplement"
    REASSIGNED = "reassigned"


class WithdrawalReason(StrEnum):
    """Why the person no longer wants it; for statistics only."""

    NO_LONGER_NEEDED = "no_longer_needed"
    MISTAKE = "mistake"
    OTHER = "other"


class ReceiptStatus(StrEnum):
    """What became of an app message."""

    SHOWN = "shown"
    READ = "read"
    REFUSED = "refused"
    FAILED = "failed"


class Medium(StrEnum):
    """How a notice reached its recipient."""

    SMS = "sms"
    APP = "app"


class PiiClass(StrEnum):
    """个人信息保护法 class of a field or topic."""

    NONE = "none"
    PSEUDONYMOUS = "pseudonymous"
    PSEUDONYMOUS_HEALTH = "pseudonymous_health"
