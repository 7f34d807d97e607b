"""The national platform's serial number, until it is connected: clerks register by hand and bring the numbers."""

from dataclasses import replace

from chassis.decision import Answer, Cause, Decision, Reserve
from contracts.event import Part
from contracts.events.benefits import EntitlementRegistered, Registration

from benefits.domain import entitlement, refusals
from benefits.domain.entitlement import Entitlement


class RegistrationBrought(Part):
    """A request: the platform registered the entitlement under this number."""

    registration: Registration


class RegistrationNoted(Part):
    """The answer; `is_new` unless the same number was brought before."""

    is_new: bool


def note_the_registration(state: Entitlement | None, body: RegistrationBrought, cause: Cause) -> Decision[Entitlement]:
    """Note the number of an entitlement's registration: one number each, and each number once."""
    if state is None or state.grant is None:
        raise refusals.NothingGranted
    if state.registration is not None:
        if state.registration.number != body.registration:
            raise refusals.RegisteredOtherwise
        return Decision(answer=Answer(RegistrationNoted(is_new=False)))
    key = key_of(body.registration)
    if key in cause.holders:
        raise refusals.NumberTaken
    return Decision(
        replace(state, registration=entitlement.Registration(body.registration, cause.now)),
        emit=[EntitlementRegistered(registration=body.registration, registered_at=cause.now)],
        reserve=[Reserve(key)],
        answer=Answer(RegistrationNoted(is_new=True)),
    )


def key_of(registration: str) -> str:
    """Return the key that keeps a number with one entitlement."""
    return f"registration:{registration}"
