"""Bugs of review: what is said too often, to the wrong list, about the wrong people, or not at all."""

from dataclasses import replace
from datetime import datetime

from chassis.decision import Cause, Decision, Emit
from contracts.events.review import AssessedBy, SupplementReminderDue
from contracts.events.verdicts import SupplementAsked
from contracts.vocabulary import RecallReason
from intake.domain import completeness
from review.domain import asking, assigning, closing, deadlines, recounting, reminding, supplements, verdicts
from review.domain.case import Case, Review
from review.domain.rules import Rules
from review.domain.task import Task, Vote

from mante.simulation.mutations.mutation import Mutation, Patch


def _asks_nobody_whether_insured() -> list[Patch]:
    def anybody(*_: object, **__: object) -> None:
        """Find nothing against anybody."""

    return [(completeness, "objection", anybody), (verdicts, "check_insurance", anybody)]


def _says_the_miss_again() -> list[Patch]:
    right = deadlines.note_a_miss_before

    def note(review: Review, at: datetime) -> tuple[Review, list[object]]:
        late, said = right(replace(review, missed=False), at)
        return late, [*said]

    return [(verdicts, "note_a_miss_before", note), (supplements, "note_a_miss_before", note)]


def _leaves_tasks_on_the_list() -> list[Patch]:
    right = assigning.recall

    def recall(review: Review, reason: RecallReason, cause: Cause) -> tuple[Review, list[Emit]]:
        left, _ = right(review, reason, cause)
        return left, []

    return [(closing, "recall", recall)]


def _takes_tasks_off_anothers_list() -> list[Patch]:
    right = assigning.taken_off

    def taken_off(task: Task, reason: RecallReason, cause: Cause) -> Emit:
        told = right(task, reason, cause)
        first, second = "H52020199001", "H52020199002"
        return replace(told, party=second if told.party == first else told.party)

    return [(assigning, "taken_off", taken_off), (verdicts, "taken_off", taken_off)]


def _names_another_reviewer() -> list[Patch]:
    right = verdicts._assessed  # noqa: SLF001 - a bug knows no privacy

    def assessed(review: Review, vote: Vote) -> AssessedBy:
        return right(review, replace(vote, practitioner=f"{vote.practitioner[:-1]}8"))

    return [(verdicts, "_assessed", assessed)]


def _reminds_of_what_came() -> list[Patch]:
    def remind(state: Case | None, _: object, __: Cause) -> Decision[Case]:
        review = state.review if state else None
        if review is None or not review.notices:
            return Decision()
        notice = review.notices[-1]
        due = SupplementReminderDue(round=notice.round, count=len(notice.items), answer_by=notice.answer_by)
        return Decision(emit=[due, due])

    return [(reminding, "remind_of_the_supplement", remind)]


def _recounts_from_the_first_day() -> list[Patch]:
    def began(review: Review) -> datetime:
        return review.application.submitted_at

    return [(recounting, "_began", began)]


def _asks_without_end() -> list[Patch]:
    def check_asked(_: Rules, __: Case, ___: Review, ____: SupplementAsked) -> None:
        """Let anything be asked for, however often it was."""

    return [(supplements, "check_asked", check_asked), (asking, "check_asked", check_asked)]


MUTATIONS = (
    Mutation(
        "asks-nobody-whether-insured",
        "somebody is approved whom the register doesn't know",
        frozenset({"nobody_is_approved_unchecked"}),
        _asks_nobody_whether_insured,
    ),
    Mutation(
        "says-the-miss-again",
        "a verdict after the deadline says once more that it was missed",
        frozenset({"each_timer_once"}),
        _says_the_miss_again,
    ),
    Mutation(
        "leaves-tasks-on-the-list",
        "a case that ends is taken off nobody's list",
        frozenset({"every_case_goes_on"}),
        _leaves_tasks_on_the_list,
    ),
    Mutation(
        "takes-tasks-off-anothers-list",
        "one hospital is told of the end of another's task",
        frozenset({"tasks_are_their_institutions"}),
        _takes_tasks_off_anothers_list,
    ),
    Mutation(
        "names-another-reviewer",
        "a vote is put down to somebody else",
        frozenset({"every_verdict_was_given"}),
        _names_another_reviewer,
    ),
    Mutation(
        "reminds-of-what-came",
        "a reminder goes out twice, and whether or not the supplement came",
        frozenset({"each_supplement_is_reminded_of_once"}),
        _reminds_of_what_came,
    ),
    Mutation(
        "recounts-from-the-first-day",
        "a deadline is counted anew from the lodging, though a supplement restarted it",
        frozenset({"no_deadline_moves_by_itself"}),
        _recounts_from_the_first_day,
    ),
    Mutation(
        "asks-without-end",
        "reviewers may ask for supplements as often as they like",
        frozenset({"one_notice_a_round"}),
        _asks_without_end,
    ),
)
