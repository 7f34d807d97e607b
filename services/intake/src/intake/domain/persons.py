"""Are the persons of an application registered? The vault is asked by an effect; decisions never read it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chassis.decision import Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.requests import DraftOpened
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import UNSUBMITTED, Application
from intake.domain.completeness import settle
from intake.domain.expiry import refuse_draft

ASK_AGAIN_AFTER = timedelta(minutes=10)


class CheckPersons(Part):
    """Ask the vault whether it knows these persons."""

    persons: tuple[UUID, ...]


class PersonsChecked(Part):
    """Whether the vault knows every person that was asked about."""

    known: bool


def persons_of(asked: DraftOpened) -> tuple[UUID, ...]:
    """Return the insured person, and the agent if there is one."""
    agent = asked.applicant.agent_ref
    return (asked.person_ref,) if agent is None else (asked.person_ref, agent)


def check_of(draft: Application, key: str = "") -> Effect:
    """Return the effect that asks about the insured person and the agent."""
    return Effect(CheckPersons(persons=persons_of(draft.asked)), key)


def note_persons(packs: Packs, state: Application | None, body: PersonsChecked, cause: Cause) -> Decision[Application]:
    """Let a lodged application go on once its persons are known to the vault; refuse it where they aren't."""
    if state is None or state.status not in UNSUBMITTED:
        return Decision()
    if body.known:
        return settle(packs, replace(state, persons_known=True), cause)
    return refuse_draft(packs, state, refusals.PersonUnknown(), cause)


def ask_again_about_persons(state: Application | None, body: Exhausted, cause: Cause) -> Decision[Application]:
    """Ask the vault once more: an outage of ours is no reason to refuse anybody."""
    if state is None or state.status not in UNSUBMITTED:
        return Decision()
    later = replace(check_of(state, str(body.effect_id)), not_before=cause.now + ASK_AGAIN_AFTER)
    return Decision(effects=[later])
