"""Enumerations. A later version may widen one, never narrow it: readers keep an `else` branch."""

from enum import StrEnum


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


class HeldBy(StrEnum):
    """Who has an application in hand, by role: never whom in particular."""

    APPLICANT = "applicant"
    PAPER_CHECK = "paper_check"
    HOSPITAL = "hospital"
    AGENCY = "agency"
    EXPERTS = "experts"
    NOBODY = "nobody"


class PersonAction(StrEnum):
    """What a person can do about their application now."""

    UPLOAD_PAPERS = "upload_papers"
    LODGE = "lodge"
    SUPPLEMENT = "supplement"
    WITHDRAW = "withdraw"
    CHOOSE_HOSPITAL = "choose_hospital"
    APPLY_AGAIN = "apply_again"
    OBJECT = "object"
    SEE_THE_OPEN_ONE = "see_the_open_one"


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


class OverrideReason(StrEnum):
    """Why a lead lets a later supplement notice ask for what belonged into the first."""

    OVERLOOKED = "overlooked"
    CAME_TO_LIGHT = "came_to_light"
    RULE_REQUIRES = "rule_requires"


class WithdrawalReason(StrEnum):
    """Why the person no longer wants it; for statistics only."""

    NO_LONGER_NEEDED = "no_longer_needed"
    MISTAKE = "mistake"
    OTHER = "other"


class InsuranceResult(StrEnum):
    """What the register of the insured (参保信息) means for an application; `not_checked` while it hasn't answered."""

    INSURED = "insured"
    NOT_INSURED_HERE = "not_insured_here"
    ALREADY_ENTITLED = "already_entitled"
    EXCLUDED_WITH = "excluded_with"
    NOT_CHECKED = "not_checked"


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
