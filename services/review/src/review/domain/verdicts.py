"""Verdicts: of one reviewer, or of a panel; the last step's ends the case."""

from dataclasses import replace

from chassis.decision import Cause, Decision
from contracts.events.review import AssessedBy, ReviewDecided
from contracts.events.verdicts import VerdictGiven
from contracts.vocabulary import Outcome, RecallReason, Verdict
from policy.calendar import local
from policy.pack import Pack
from policy.review import Step

from review.domain import panel
from review.domain.answers import accepted
from review.domain.assigning import assign, recall, taken_off
from review.domain.case import Case, Review
from review.domain.claims import watch_leases
from review.domain.closing import Ending, close
from review.domain.deadlines import note_a_miss_before
from review.domain.insurance import check_insurance
from review.domain.naming import check_named
from review.domain.owed import check_owed
from review.domain.routing import seats_of
from review.domain.rules import Rules
from review.domain.standing import task_in_hand
from review.domain.task import Vote


def give_verdict(rules: Rules, state: Case | None, body: VerdictGiven, cause: Cause) -> Decision[Case]:
    """Take a reviewer's verdict, once; when its step is decided, go on to the next step or end the case.

    An approval names the national disease code where the pack lists some, a rejection its reasons: without them
    neither could be registered (2503) nor explained. The criteria ticked are the disease's own. Nobody is approved
    against the register of the insured, nor before a paper that a clerk did without was asked for. A panel decides when
    no further vote could change its majority.
    """
    case, review, task = task_in_hand(rules, state, body, cause)
    pack = rules.pack_of(review.application)
    step, following = steps_of(pack, review)
    check_named(pack, review.application, body, ends=following is None)
    if body.verdict is Verdict.APPROVED:
        check_owed(pack, review)
        check_insurance(review, cause.now, ends=following is None)
    review, late = note_a_miss_before(review, cause.now)
    voted = review.with_task(replace(task, claim=None, vote=_vote(body, cause)))
    verdict = panel.result(voted.votes, step)
    if verdict is None:
        decision = Decision(state=replace(case, review=voted), timers=[watch_leases(voted)])
    elif verdict is Verdict.APPROVED and following:
        decision = _go_on(rules, case, voted, following, cause)
    else:
        decision = _end(pack, case, voted, verdict, cause)
    told = [*late, taken_off(task, RecallReason.DECIDED, cause), *decision.emit]
    return replace(decision, emit=told, answer=accepted(body, cause))


def steps_of(pack: Pack, review: Review) -> tuple[Step, Step | None]:
    """Return the step under way, and the one after it."""
    at = next(at for at, step in enumerate(pack.review_steps) if step.step is review.step)
    return pack.review_steps[at], next(iter(pack.review_steps[at + 1 :]), None)


def _vote(body: VerdictGiven, cause: Cause) -> Vote:
    approved = body.verdict is Verdict.APPROVED
    return Vote(
        practitioner=body.practitioner,
        verdict=body.verdict,
        at=cause.now,
        national_code=body.national_code if approved else None,
        criteria=body.criteria,
        reasons=() if approved else body.reasons,
    )


def _go_on(rules: Rules, case: Case, review: Review, following: Step, cause: Cause) -> Decision[Case]:
    decided = _decided(review, Verdict.APPROVED, cause)
    left, recalled = recall(review, RecallReason.DECIDED, cause)
    moved = replace(left, step=following.step)
    moved, assigned = assign(moved, seats_of(following, moved, rules.directory(), cause.subject), cause)
    state = replace(case, review=moved)
    return Decision(state=state, emit=[decided, *recalled, *assigned], timers=[watch_leases(moved)])


def _end(pack: Pack, case: Case, review: Review, verdict: Verdict, cause: Cause) -> Decision[Case]:
    decided = _decided(review, verdict, cause)
    ending = Ending(Outcome(verdict.value), decided.national_code, decided.reasons)
    closed = close(pack, case, review, ending, cause)
    return replace(closed, emit=[decided, *closed.emit])


def _decided(review: Review, verdict: Verdict, cause: Cause) -> ReviewDecided:
    carried = panel.prevailing(review.votes, verdict)
    return ReviewDecided(
        step=review.step,
        round=review.round,
        verdict=verdict,
        assessed_by=tuple(_assessed(review, vote) for vote in review.votes),
        national_code=panel.national_code(carried),
        criteria=panel.each_once(vote.criteria for vote in carried),
        reasons=panel.each_once(vote.reasons for vote in carried),
        decided_at=cause.now,
    )


def _assessed(review: Review, vote: Vote) -> AssessedBy:
    return AssessedBy(
        practitioner=vote.practitioner,
        institution=review.institution,
        verdict=vote.verdict,
        on=local(vote.at).date().isoformat(),
    )
