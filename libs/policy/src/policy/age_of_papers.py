"""How old a paper may be: counted back from the first submission, which a supplement doesn't move."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from contracts.vocabulary import Code
from pydantic import Field

from policy.period import Period
from policy.source import Sourced


class Beyond(StrEnum):
    """What becomes of an older paper."""

    OUTDATED = "outdated"
    """It doesn't count: the reviewer asks for another by the rule `OUTDATED`."""
    REMARK = "remark"
    """It counts; those who decide are shown that it is older."""


class PaperAge(StrEnum):
    """What a rule says of a paper's age."""

    FINE = "fine"
    OUTDATED = "outdated"
    REMARKABLE = "remarkable"


class MaxAge(Sourced):
    """The limit for any disease, and for some a limit of their own.

    The paper's day is the day of discharge or of the visit, not of printing. On the corresponding day it is fine.
    """

    otherwise: Period
    diseases: Mapping[Code, Period] = Field(default_factory=dict)
    beyond: Beyond

    def oldest(self, disease: str, first_submitted_on: date) -> date:
        """Return the earliest day that a paper for this disease may be of (both in Asia/Shanghai)."""
        return self.diseases.get(disease, self.otherwise).before(first_submitted_on)

    def age_of(self, disease: str, paper_of: date, first_submitted_on: date) -> PaperAge:
        """Return what is to be said of a paper of that day."""
        if paper_of >= self.oldest(disease, first_submitted_on):
            return PaperAge.FINE
        return PaperAge.OUTDATED if self.beyond is Beyond.OUTDATED else PaperAge.REMARKABLE
