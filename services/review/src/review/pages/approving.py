"""What an approval comes to, before it is said: the benefit and its first day by the pack's rule, or the next step."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from policy.pack import Pack
from policy.review import ExpertPanel
from policy.showing.labels import labels
from policy.text import Text

from review.domain.case import Review
from review.domain.verdicts import steps_of


@dataclass(frozen=True, slots=True)
class Approval:
    """`start` is the benefit's first day as the pack has it, `on` that day (Asia/Shanghai) where this approval decides.

    `following` is the step that comes first, `majority` how many of a panel have to agree.
    """

    start: Text
    on: date | None = None
    following: Text | None = None
    majority: int | None = None

    @classmethod
    def of(cls, pack: Pack, review: Review, now: datetime) -> Self:
        """Return what an approval at this step comes to if it is given now."""
        words = labels().words
        start = words["BenefitStart"][pack.benefit.start]
        step, following = steps_of(pack, review)
        if following:
            return cls(start, following=words["ReviewStep"][following.step])
        if isinstance(step, ExpertPanel) and step.majority > 1:
            return cls(start, majority=step.majority)
        return cls(start, on=pack.benefit_start(now))
