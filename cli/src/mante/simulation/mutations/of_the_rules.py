"""Bugs of the rules of review and intake: a decision too many, a wall too few, a clock that is wrong."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from chassis.decision import UNCHANGED, Cause, Decision, NotFound
from contracts.events.intake import SupplementProvided, WithdrawalRequested
from contracts.vocabulary import Outcome
from intake.domain import progress, taking_up
from intake.domain.application import Application
from intake.domain.taking_up import TakenUp
from policy.calendar import Calendar
from policy.registry import Packs
from review.domain import clock, standing, supplements, withdrawal
from review.domain.case import Case, Review
from review.domain.closing import Ending, close
from review.domain.rules import Rules
from review.domain.task import Task

from mante.simulation.mutations.mutation import Mutation, Patch


def _decides_what_is_decided() -> list[Patch]:
    def check_open(_: Review, __: Task, ___: str = "") -> None:
        """Find every task open."""

    return [(standing, "_check_open", check_open)]


def _looks_at_no_institution() -> list[Patch]:
    def found(state: Case | None, task_id: UUID, _: str) -> tuple[Case, Review, Task]:
        review = state.review if state else None
        for task in review.tasks if review else ():
            if state is not None and review is not None and task.task_id == task_id:
                return state, review, task
        raise NotFound

    return [(standing, "_found", found)]


def _lets_an_expert_vote_twice() -> list[Patch]:
    def anybody(*_: object) -> None:
        """Let anybody act on any seat."""

    return [(standing, "_check_practitioner", anybody)]


def _closes_twice() -> list[Patch]:
    def withdraw_case(rules: Rules, state: Case | None, _: WithdrawalRequested, cause: Cause) -> Decision[Case]:
        if state is None or state.review is None:
            raise NotFound
        pack = rules.pack_of(state.review.application)
        return close(pack, state, state.review, Ending(Outcome.WITHDRAWN), cause)

    return [(withdrawal, "withdraw_case", withdraw_case)]


def _lets_the_clock_run_on() -> list[Patch]:
    def restarted(_: Rules, review: Review, __: SupplementProvided) -> clock.Started:
        return clock.Started(review.term)

    return [(supplements, "_restarted", restarted)]


def _rests_on_make_up_days() -> list[Patch]:
    def works(self: Calendar, day: date) -> bool:
        holidays = [holiday for year in self._arrangements(day) for holiday in year.holidays]
        return day.weekday() < 5 and not any(holiday.covers(day) for holiday in holidays)  # noqa: PLR2004 - Saturday

    return [(Calendar, "works", works)]


def _lets_strangers_act() -> list[Patch]:
    def anybodys(state: Application | None, _: UUID) -> Application:
        if state is None:
            raise NotFound
        return state

    return [(taking_up, "_of", anybodys)]


def _forgets_who_goes_on() -> list[Patch]:
    right = taking_up.take_up

    def take_up(packs: Packs, state: Application | None, body: TakenUp, cause: Cause) -> Decision[Application]:
        return replace(right(packs, state, body, cause), state=UNCHANGED)

    return [(taking_up, "take_up", take_up)]


def _tells_a_hospital_elsewhere_all() -> list[Patch]:
    def no_channel(*_: object) -> bool:
        return False

    return [(progress, "uploads_only", no_channel)]


MUTATIONS = (
    Mutation(
        "decides-what-is-decided",
        "a verdict is taken on a task that has one, of a case that has ended",
        frozenset({"one_end", "one_decision_of_each_step_and_round"}),
        _decides_what_is_decided,
    ),
    Mutation(
        "looks-at-no-institution",
        "a task is anybody's who names it",
        frozenset({"another_hospital_gets_nothing"}),
        _looks_at_no_institution,
    ),
    Mutation(
        "lets-an-expert-vote-twice",
        "an expert votes on another's seat, too",
        frozenset({"one_decision_of_each_step_and_round"}),
        _lets_an_expert_vote_twice,
    ),
    Mutation("closes-twice", "a withdrawal ends what has ended", frozenset({"one_end"}), _closes_twice),
    Mutation(
        "lets-the-clock-run-on",
        "a supplement doesn't restart the review clock",
        frozenset({"deadlines_are_right"}),
        _lets_the_clock_run_on,
    ),
    Mutation(
        "rests-on-make-up-days",
        "weekend days that are worked count as days off",
        frozenset({"deadlines_are_right", "supplements_have_their_time"}),
        _rests_on_make_up_days,
    ),
    Mutation(
        "lets-strangers-act",
        "whoever is signed in acts on anybody's application",
        frozenset({"strangers_take_up_nothing"}),
        _lets_strangers_act,
    ),
    Mutation(
        "forgets-who-goes-on",
        "a second channel may act, and isn't told what follows",
        frozenset({"whoever_goes_on_elsewhere_hears_it_all"}),
        _forgets_who_goes_on,
    ),
    Mutation(
        "tells-a-hospital-elsewhere-all",
        "a hospital in another city hears what becomes of whom it handed in for",
        frozenset({"a_hospital_elsewhere_sees_its_uploads_only"}),
        _tells_a_hospital_elsewhere_all,
    ),
)
