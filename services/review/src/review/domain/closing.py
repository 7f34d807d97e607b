"""The end of a case: said once, by review alone."""

from dataclasses import dataclass, replace

from chassis.decision import Cause, ClearTimer, Decision
from contracts.events.review import CaseClosed
from contracts.vocabulary import Outcome, RecallReason
from policy.pack import Pack

from review.domain import clock
from review.domain.assigning import recall
from review.domain.case import Case, Review, TimerKind

_RECALLED_FOR = {Outcome.WITHDRAWN: RecallReason.WITHDRAWN, Outcome.LAPSED: RecallReason.LAPSED}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ends, and what is to be known of it."""

    outcome: Outcome
    national_code: str | None = None
    reasons: tuple[str, ...] = ()


def close(pack: Pack, case: Case, review: Review, ending: Ending, cause: Cause) -> Decision[Case]:
    """End the case: take the open tasks back, stop every clock, say when the benefit starts (Asia/Shanghai)."""
    outcome = ending.outcome
    ended, recalled = recall(replace(review, outcome=outcome), _RECALLED_FOR.get(outcome, RecallReason.DECIDED), cause)
    closed = CaseClosed(
        outcome=outcome,
        closed_at=cause.now,
        benefit_start=pack.benefit_start(cause.now).isoformat() if outcome is Outcome.APPROVED else None,
        national_code=ending.national_code,
        reasons=ending.reasons,
    )
    moot = (TimerKind.SUPPLEMENT_REMINDER, TimerKind.SUPPLEMENT_DUE, TimerKind.CLAIM_LEASE)
    state = replace(case, review=ended)
    return Decision(state=state, emit=[closed, *recalled], timers=[*clock.stop(pack), *map(ClearTimer, moot)])
