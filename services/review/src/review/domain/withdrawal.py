"""The person takes the application back: review, the one arbiter of how it ends, says whether in time."""

from dataclasses import replace

from chassis.decision import Cause, Decision, NotFound
from contracts.events.intake import WithdrawalRequested
from contracts.events.review import WithdrawalRefused
from contracts.vocabulary import Outcome

from review.domain.case import Case
from review.domain.closing import Ending, close
from review.domain.deadlines import note_a_miss_before
from review.domain.rules import Rules

ALREADY_DECIDED = "ALREADY_DECIDED"


def withdraw_case(rules: Rules, state: Case | None, body: WithdrawalRequested, cause: Cause) -> Decision[Case]:
    """End the case if nothing has ended it yet; else say that the withdrawal came too late. Exactly one wins."""
    if state is None or state.review is None:
        raise NotFound
    review = state.review
    if review.outcome is None:
        review, late = note_a_miss_before(review, body.requested_at)
        ended = close(rules.pack_of(review.application), state, review, Ending(Outcome.WITHDRAWN), cause)
        return replace(ended, emit=[*late, *ended.emit])
    if review.outcome is Outcome.WITHDRAWN:
        return Decision()
    return Decision(emit=[WithdrawalRefused(code=ALREADY_DECIDED, refused_at=cause.now)])
