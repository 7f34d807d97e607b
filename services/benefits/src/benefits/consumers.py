"""What benefits decides, message type by message type: on an application's entitlement, or on a beneficiary."""

from functools import partial
from typing import Annotated, TypeAlias, cast

from chassis.process import Process
from contracts.catalogue import BENEFITS_ENTITLEMENTS
from contracts.events.intake import ApplicationSubmitted, HospitalChosen
from contracts.events.review import CaseClosed, ReviewDecided
from pydantic import Field

from benefits.domain import choosing, departing, designating, granting, holding, lasting, registering
from benefits.domain.beneficiary import Beneficiary
from benefits.domain.entitlement import Entitlement, TimerKind
from benefits.domain.rules import Rules

State: TypeAlias = Entitlement | Beneficiary
"""Whose row it is decides which of the two it holds: an application's id, or `beneficiary.key_of` a person."""

_TOLD_APART = cast("type[State]", Annotated[State, Field(discriminator="kind")])


def process(rules: Rules) -> Process[State]:
    """Return the table of benefits' decisions, with the packs and the directory bound."""
    table = Process("benefits", _TOLD_APART, BENEFITS_ENTITLEMENTS)
    _entitlement(table)
    _beneficiary(table, rules)
    return table


def _entitlement(table: Process[State]) -> None:
    table.on(ApplicationSubmitted, granting.note_the_application)
    table.on(ReviewDecided, granting.note_who_approved)
    table.on(CaseClosed, granting.note_the_end)
    table.on(granting.BenefitDecided, granting.note_what_is_granted)
    table.on_exhausted(granting.AskForBenefit, granting.ask_again_for_the_benefit)
    table.on(HospitalChosen, choosing.pass_on_the_choice)
    table.on(choosing.HospitalDecided, choosing.tell_what_was_decided)
    table.on_exhausted(choosing.AskForHospital, choosing.ask_again_for_the_hospital)
    table.on(registering.RegistrationBrought, registering.note_the_registration)
    table.on_timer(TimerKind.RECERTIFICATION, lasting.tell_to_recertify)
    table.on_timer(TimerKind.END, lasting.let_it_expire)
    table.on(holding.RenewalTold, lasting.note_the_renewal)
    table.on(lasting.EndEntitlement, lasting.end_the_entitlement)
    table.on(holding.LeavingNoted, lasting.note_that_it_is_known)
    table.on_exhausted(lasting.SayItIsOver, lasting.say_again_that_it_is_over)
    table.on(departing.DepartureTold, departing.tell_that_the_hospital_left)


def _beneficiary(table: Process[State], rules: Rules) -> None:
    table.on(holding.BenefitAsked, partial(holding.decide_the_benefit, rules))
    table.on(holding.LeavingTold, holding.let_the_benefit_go)
    table.on(holding.RenewalNoted, holding.note_that_it_was_told)
    table.on_exhausted(holding.TellOfRenewal, holding.tell_of_the_renewal_again)
    table.on(designating.HospitalAsked, partial(designating.designate_the_hospital, rules))
    table.on(departing.HospitalGone, partial(departing.note_that_the_hospital_left, rules))
    table.on(departing.DepartureNoted, departing.note_that_the_departure_was_told)
    table.on_exhausted(departing.TellOfDeparture, departing.tell_of_the_departure_again)
