"""All the checks, by name."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from mante.simulation.history import History
from mante.simulation.invariants import (
    audit,
    forgetting,
    nothing_lost,
    once,
    order,
    outside,
    rest,
    telling,
    time,
    walls,
)
from mante.simulation.invariants.evidence import Evidence, Violation
from mante.simulation.scene import Scene

Check: TypeAlias = Callable[[Evidence], Iterator[Violation]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            nothing_lost.every_lodging_has_an_outcome,
            nothing_lost.every_submission_has_one_case,
            nothing_lost.every_case_goes_on,
            nothing_lost.every_end_is_told,
            nothing_lost.everything_published_was_heard,
            nothing_lost.every_application_was_asked_for,
            nothing_lost.every_verdict_was_given,
            telling.every_step_is_told,
            telling.every_message_was_sent,
            telling.what_arrived_is_not_told_as_failed,
            telling.everything_missing_is_told_at_once,
            telling.whoever_goes_on_elsewhere_hears_it_all,
            once.no_message_is_sent_twice,
            once.as_many_messages_as_are_owed,
            once.no_app_message_is_due_twice,
            once.no_notice_is_owed_twice,
            once.one_decision_of_each_step_and_round,
            once.one_end,
            once.one_application_is_open,
            once.nobody_joins_what_is_over,
            once.each_timer_once,
            once.each_supplement_is_reminded_of_once,
            order.numbers_have_no_holes,
            order.ids_have_one_number,
            order.states_follow_each_other,
            rest.nothing_is_left_to_publish,
            rest.nothing_is_left_to_hear,
            rest.nothing_waits,
            rest.nothing_was_parked_but_poison,
            walls.another_hospital_gets_nothing,
            walls.a_hospital_elsewhere_sees_its_uploads_only,
            walls.strangers_take_up_nothing,
            walls.tasks_are_their_institutions,
            walls.nothing_personal_is_seen,
            walls.nothing_personal_is_logged,
            forgetting.the_erased_stay_erased,
            audit.every_event_has_its_decision,
            time.deadlines_are_right,
            time.no_deadline_moves_by_itself,
            time.supplements_have_their_time,
            time.benefits_start_on_the_day,
            time.one_notice_a_round,
            outside.accepted_papers_are_fit,
            outside.papers_in_use_are_kept,
            outside.each_paper_has_one_verdict,
            outside.nobody_is_approved_unchecked,
            outside.whoever_asked_was_answered,
            outside.a_benefit_is_granted_once,
            outside.no_disease_is_granted_twice,
            outside.hospitals_change_as_often_as_allowed,
            outside.no_choice_of_hospital_is_answered_twice,
            outside.every_choice_of_hospital_is_answered,
        )
    }
)


OF_THE_ERASED = frozenset({forgetting.the_erased_stay_erased.__name__, once.no_message_is_sent_twice.__name__})
"""What is promised to them, too."""


COST_OF_A_GAP = frozenset(
    check.__name__
    for check in (
        nothing_lost.every_lodging_has_an_outcome,
        nothing_lost.every_submission_has_one_case,
        nothing_lost.every_case_goes_on,
        nothing_lost.every_end_is_told,
        telling.every_step_is_told,
        telling.everything_missing_is_told_at_once,
        order.states_follow_each_other,
        rest.nothing_was_parked_but_poison,
        outside.papers_in_use_are_kept,
        outside.a_benefit_is_granted_once,
        outside.every_choice_of_hospital_is_answered,
    )
)
"""What may not hold of somebody any more when an operator has given up an event about them: it never took effect."""


def violations(history: History) -> list[tuple[str, Violation]]:
    """Return everything that doesn't hold, each with the check that says so."""
    evidence, erased, touched = Evidence(history), history.scene.erased, _touched(history.scene)
    found = ((name, one) for name, check in CHECKS.items() for one in check(evidence))
    return [
        (name, one)
        for name, one in found
        if (one.subject not in erased or name in OF_THE_ERASED)
        and (one.subject not in touched or name not in COST_OF_A_GAP)
    ]


def _touched(scene: Scene) -> set[UUID | None]:
    """Return whom a gap may have cost something: who it is about, and the other applications of the same person."""
    persons = {scene.lives[subject].person for subject in scene.given_up if subject in scene.lives}
    return {*scene.given_up, *(subject for subject, life in scene.lives.items() if life.person in persons)}
