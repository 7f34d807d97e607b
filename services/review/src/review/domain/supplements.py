"""补正: one notice of everything that is missing; the clock stands, and starts afresh when it is answered."""

from dataclasses import replace

from chassis.decision import Cause, ClearTimer, Decision, SetTimer, Timer
from contracts.events.intake import SupplementProvided
from contracts.events.review import ReviewResumed, SupplementRequested
from contracts.events.updates import Item
from contracts.events.verdicts import AskedItem, SupplementAsked
from contracts.vocabulary import Outcome, RecallReason
from policy.gaps import item_text
from policy.pack import Pack
from policy.review import OnSupplement
from policy.working_time import last_day

from review.domain import clock
from review.domain.answers import accepted
from review.domain.asking import check_asked
from review.domain.assigning import assign, recall
from review.domain.case import Absent, Asked, Case, Notice, Paper, Review, TimerKind
from review.domain.claims import watch_leases
from review.domain.closing import Ending, close
from review.domain.deadlines import note_a_miss_before
from review.domain.reminding import reminder
from review.domain.routing import Seat
from review.domain.rules import Rules
from review.domain.standing import task_in_hand

GRACE = 1 / 24
"""Of a day: how long after the last one the case lapses. What was handed in just in time is still being inspected."""


def ask_for_a_supplement(rules: Rules, state: Case | None, body: SupplementAsked, cause: Cause) -> Decision[Case]:
    """Tell the applicant everything that is missing, at once (一次性告知), and stop the clock until they answer.

    The pack says how often, and within how many days it is to be answered. A lead may let a later notice ask for what
    the first one forgot, and says why.
    """
    case, review, _ = task_in_hand(rules, state, body, cause)
    pack = rules.pack_of(review.application)
    override = check_asked(rules, case, review, body)
    review, late = note_a_miss_before(review, cause.now)
    calendar = rules.packs.calendar_of(pack)
    answer_by = last_day(cause.now, pack.supplement.days, calendar).at
    asked = tuple(Asked(item.material, item.code, item.document_id) for item in body.items)
    noticed = replace(review, notices=(*review.notices, Notice(review.round, asked, answer_by, override=override)))
    left, recalled = recall(noticed, RecallReason.SUPPLEMENT, cause)
    requested = SupplementRequested(
        round=review.round,
        institution=review.institution,
        items=tuple(_item(pack, item) for item in body.items),
        answer_by=answer_by,
        overridden_by=override.practitioner if override else None,
        override=override.reason if override else None,
    )
    lapses = SetTimer(TimerKind.SUPPLEMENT_DUE, answer_by + GRACE * calendar.day)
    return Decision(
        state=replace(case, review=left),
        emit=[*late, requested, *recalled],
        timers=[*clock.stop(pack), watch_leases(left), *reminder(rules, pack, cause.now, answer_by), lapses],
        answer=accepted(body, cause),
    )


def _item(pack: Pack, item: AskedItem) -> Item:
    text = item_text(pack, item.material, item.code)
    return Item(material=item.material, code=item.code, document_id=item.document_id, text=text)


def resume_review(rules: Rules, state: Case | None, body: SupplementProvided, cause: Cause) -> Decision[Case]:
    """Put the case to the same reviewers again; where there is a limit it counts afresh from the handing in.

    六盘水 2025 guide: 补正后重新计算审核时限.
    """
    review = state.review if state else None
    if state is None or review is None or not review.awaiting_supplement or review.notices[-1].round != body.round:
        return Decision()
    started = _restarted(rules, review, body)
    seats = [Seat(task.institution, task.practitioner) for task in review.seats]
    begun = replace(_supplied(review, body), term=started.term, warned=(), missed=False)
    resumed, assigned = assign(begun, seats, cause)
    told = ReviewResumed(
        round=resumed.round,
        institution=resumed.institution,
        decide_by=resumed.term.decide_by,
        decide_by_is_provisional=resumed.term.provisional,
    )
    return Decision(
        state=replace(state, review=resumed),
        emit=[told, *assigned],
        timers=[ClearTimer(TimerKind.SUPPLEMENT_REMINDER), ClearTimer(TimerKind.SUPPLEMENT_DUE), *started.timers],
    )


def _restarted(rules: Rules, review: Review, body: SupplementProvided) -> clock.Started:
    pack = rules.pack_of(review.application)
    if pack.clock.on_supplement is OnSupplement.NONE:
        return clock.Started(review.term)
    return clock.start(rules.packs, pack, body.provided_at)


def _supplied(review: Review, body: SupplementProvided) -> Review:
    begun = review.round + 1
    *earlier, notice = review.notices
    return replace(
        review,
        round=begun,
        notices=(*earlier, replace(notice, provided_at=body.provided_at)),
        papers=(*review.papers, *(Paper(paper.document_id, paper.material, begun) for paper in body.papers)),
        absent=(*review.absent, *(Absent(paper.material, paper.reason) for paper in body.absent)),
    )


def let_the_case_lapse(rules: Rules, state: Case | None, timer: Timer, cause: Cause) -> Decision[Case]:
    """End a case whose supplement never came; the person may apply again without prejudice."""
    del timer
    if state is None or state.review is None or not state.review.awaiting_supplement:
        return Decision()
    pack = rules.pack_of(state.review.application)
    return close(pack, state, state.review, Ending(Outcome.LAPSED), cause)
