"""The hospital that a person asks for through an application: passed to the beneficiary, and the answer told.

One request of an application is decided at a time, in the order in which they were made.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from chassis.decision import Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.benefits import DesignatedHospitalChosen, HospitalChoiceRefused
from contracts.events.intake import HospitalChosen

from benefits.domain.designating import HospitalAnswer, HospitalAsked
from benefits.domain.entitlement import Application, Choice, Entitlement

NOT_ENTITLED = "NOT_ENTITLED"


class AskForHospital(Part):
    """An effect: ask the beneficiary for this hospital."""

    choice_id: UUID
    question: HospitalAsked


class HospitalDecided(Part):
    """The effect's result."""

    choice_id: UUID
    answer: HospitalAnswer


def pass_on_the_choice(state: Entitlement | None, body: HospitalChosen, cause: Cause) -> Decision[Entitlement]:
    """Ask the beneficiary for the hospital once something is granted; without a benefit there is nothing to choose."""
    entitlement = state or Entitlement()
    choice = Choice(body.choice_id or cause.message_id, body.hospital, body.chosen_at)
    waiting = replace(entitlement, choices=(*entitlement.choices, choice))
    if not entitlement.is_decided or entitlement.choices:
        return Decision(waiting)
    return settle(waiting, cause)


def settle(entitlement: Entitlement, cause: Cause) -> Decision[Entitlement]:
    """Have the first choice decided; refuse them all where the person has no benefit."""
    if not entitlement.choices or entitlement.application is None:
        return Decision(entitlement)
    if not entitlement.in_force:
        refused = _refused(entitlement.application, entitlement.choices, cause)
        return Decision(replace(entitlement, choices=()), emit=list(refused))
    return Decision(entitlement, effects=[_question(entitlement.application, entitlement, entitlement.choices[0])])


def _refused(application: Application, choices: tuple[Choice, ...], cause: Cause) -> Iterator[HospitalChoiceRefused]:
    for choice in choices:
        yield HospitalChoiceRefused(
            person_ref=application.person_ref,
            hospital=choice.hospital,
            code=NOT_ENTITLED,
            refused_at=cause.now,
            choice_id=choice.id,
        )


def _question(application: Application, entitlement: Entitlement, choice: Choice) -> Effect:
    begins: date | None = entitlement.grant.start if entitlement.grant else None
    question = HospitalAsked(
        beneficiary=application.beneficiary,
        area=application.area,
        hospital=choice.hospital,
        chosen_at=choice.at,
        not_before=begins.isoformat() if begins else None,
    )
    return Effect(AskForHospital(choice_id=choice.id, question=question), key=str(choice.id))


def ask_again_for_the_hospital(_: Entitlement | None, given_up: Exhausted, cause: Cause) -> Decision[Entitlement]:
    """Ask the beneficiary once more."""
    order = AskForHospital.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def tell_what_was_decided(state: Entitlement | None, body: HospitalDecided, cause: Cause) -> Decision[Entitlement]:
    """Tell the hospital that is the person's now, or why it stays as it was; then have the next choice decided."""
    if state is None or state.application is None:
        return Decision()
    choice = next((one for one in state.choices if one.id == body.choice_id), None)
    if choice is None:
        return Decision()
    others = replace(state, choices=tuple(one for one in state.choices if one.id != choice.id))
    after = settle(others, cause)
    return replace(after, emit=[_outcome(state.application, choice, body.answer, cause), *after.emit])


def _outcome(
    application: Application, choice: Choice, answer: HospitalAnswer, cause: Cause
) -> DesignatedHospitalChosen | HospitalChoiceRefused:
    if answer.effective_from is None or answer.change_of_year is None:
        return HospitalChoiceRefused(
            person_ref=application.person_ref,
            hospital=choice.hospital,
            code=answer.refused or "REFUSED",
            next_possible=answer.next_possible,
            refused_at=cause.now,
            choice_id=choice.id,
        )
    return DesignatedHospitalChosen(
        person_ref=application.person_ref,
        hospital=choice.hospital,
        effective_from=answer.effective_from,
        change_of_year=answer.change_of_year,
        changes_left=answer.changes_left,
        instead_of=answer.instead_of,
        choice_id=choice.id,
    )
