"""The person's insurance as a reviewer sees it: the register's word with its time, or until when it is waited for."""

from datetime import datetime
from typing import Self

from contracts.vocabulary import InsuranceResult
from pydantic import BaseModel

from review.domain.case import Review
from review.domain.insurance import waits_for_the_register


class InsuranceShown(BaseModel):
    """What the register said at `checked_at` (UTC). While it hasn't answered, approvals wait to `may_approve_from`."""

    result: InsuranceResult
    checked_at: datetime | None
    since: str | None
    may_approve_from: datetime | None

    @classmethod
    def of(cls, review: Review) -> Self | None:
        """Return it; None where the city has no register to ask."""
        known = review.insurance
        if known is None:
            return None
        until = waits_for_the_register(review)
        return cls(result=known.result, checked_at=known.checked_at, since=known.since, may_approve_from=until)
