"""A hospital leaves the scheme: whoever chose it is told once that another may be chosen.

The beneficiary knows whose hospital it is; it is told through one of the person's applications.
"""

from uuid import UUID

from chassis.decision import Answer, Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.benefits import DesignatedHospitalLeft
from contracts.vocabulary import AreaCode, Day, InstitutionCode
from policy.calendar import local

from benefits.domain.beneficiary import Beneficiary
from benefits.domain.entitlement import Entitlement
from benefits.domain.rules import Rules


class HospitalGone(Part):
    """A request to a beneficiary: a hospital that was chosen in this pooling area takes no part since that day."""

    area: AreaCode
    hospital: InstitutionCode
    left_on: Day


class DepartureTold(Part):
    """A request of the beneficiary to an entitlement: the person's hospital has left, and nobody told them yet."""

    application: UUID
    hospital: InstitutionCode
    left_on: Day


class TellOfDeparture(Part):
    """An effect: tell it through the application that was granted last."""

    told: DepartureTold


class DepartureNoted(Part):
    """The answer to either request, and the effect's result."""


def note_that_the_hospital_left(
    rules: Rules, state: Beneficiary | None, gone: HospitalGone, cause: Cause
) -> Decision[Beneficiary]:
    """Have the person told, if the hospital is theirs still and they have a benefit to use there."""
    day = local(cause.now).date()
    rule, held = rules.hospital_rule(gone.area, day), state.held_on(day) if state else ()
    current = state.hospitals[-rule.choose :] if state and rule else ()
    if not held or all(one.hospital != gone.hospital for one in current):
        return Decision(answer=Answer(DepartureNoted()))
    told = DepartureTold(application=held[-1].application, hospital=gone.hospital, left_on=gone.left_on)
    return Decision(effects=[Effect(TellOfDeparture(told=told))], answer=Answer(DepartureNoted()))


def tell_that_the_hospital_left(state: Entitlement | None, told: DepartureTold, cause: Cause) -> Decision[Entitlement]:
    """Say that the person's hospital takes no part any more."""
    del cause
    if state is None or state.application is None or not state.in_force:
        return Decision(answer=Answer(DepartureNoted()))
    left = DesignatedHospitalLeft(person_ref=state.application.person_ref, hospital=told.hospital, left_on=told.left_on)
    return Decision(emit=[left], answer=Answer(DepartureNoted()))


def tell_of_the_departure_again(_: Beneficiary | None, given_up: Exhausted, cause: Cause) -> Decision[Beneficiary]:
    """Tell the application once more."""
    order = TellOfDeparture.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def note_that_the_departure_was_told(_: Beneficiary | None, __: DepartureNoted, ___: Cause) -> Decision[Beneficiary]:
    """Leave everything as it is: the person is told."""
    return Decision()
