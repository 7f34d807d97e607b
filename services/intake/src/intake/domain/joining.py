"""The same person applies for the same disease once more: the second application becomes part of the open one."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Answer, Cause, ClearTimer, Decision, Effect, Emit, Exhausted, Holder
from contracts.event import Part
from contracts.events.intake import ApplicationJoined
from contracts.events.requests import ApplicationLodged
from contracts.events.updates import RequestAccepted
from contracts.vocabulary import ApplicationState, PartyCode
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import Application, TimerKind, uploads_only
from intake.domain.grants import Grant
from intake.domain.progress import progress_for


class JoinOpen(Part):
    """Let a channel of this application follow the open one."""

    open_application: UUID
    channel: PartyCode


class ChannelJoined(Part):
    """A request of one application to another, the open one: this channel follows it from now on."""

    channel: PartyCode


class Joined(Part):
    """The answer to it, and the effect's result."""


def note_for_others(application: Application) -> str:
    """Return what is left with the open key: the number, and who may be told of it besides the person.

    That is the agent who opened it, and the hospital elsewhere that handed it in.
    """
    agent, hospital = application.asked.applicant.agent_ref, application.channels[0]
    return f"{application.number} {agent or ''} {hospital if uploads_only(application, hospital) else ''}".rstrip()


def join(
    application: Application, body: ApplicationLodged, holder: Holder, grant: Grant, cause: Cause
) -> Decision[Application]:
    """Join the open application: its number is the answer, and papers may be added to it by the `grant`.

    An agent who didn't open it, or a hospital elsewhere, is told that one is open, and nothing else about somebody
    else's affairs.
    """
    number, agent, hospital, *_ = (*holder.note.split(" "), "", "")
    asking, channel = application.asked.applicant.agent_ref, application.channels[0]
    if asking is not None and str(asking) != agent:
        raise refusals.AlreadyOpen
    if uploads_only(application, channel) and channel != hospital:
        raise refusals.AlreadyOpen
    joined = replace(
        application,
        status=ApplicationState.JOINED,
        number=number,
        joined=holder.subject,
        items=(),
        handover=None,
        changed_at=cause.now,
    )
    answer = RequestAccepted(
        request_id=cause.message_id,
        request=body.type_name(),
        state=joined.status,
        number=number,
        joined=holder.subject,
        upload_grant=grant.token,
        grant_expires_at=grant.expires_at,
    )
    return Decision(
        state=joined,
        emit=[ApplicationJoined(open_application=holder.subject, channel=each) for each in joined.channels],
        effects=[_joining(holder.subject, each) for each in joined.channels],
        timers=[ClearTimer(TimerKind.DRAFT_EXPIRY)],
        answer=Answer(answer),
    )


def _joining(open_application: UUID, channel: str) -> Effect:
    return Effect(JoinOpen(open_application=open_application, channel=channel), key=channel)


def join_again(_: Application | None, given_up: Exhausted, cause: Cause) -> Decision[Application]:
    """Ask the open application once more."""
    order = JoinOpen.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def follow(packs: Packs, state: Application | None, body: ChannelJoined, cause: Cause) -> Decision[Application]:
    """Let one more channel follow the open application; tell it where things stand."""
    del cause
    answer = Answer(Joined())
    if state is None or body.channel in state.channels:
        return Decision(answer=answer)
    followed = replace(state, channels=(*state.channels, body.channel))
    if state.joined is not None:
        on = ApplicationJoined(open_application=state.joined, channel=body.channel)
        return Decision(state=followed, emit=[on], effects=[_joining(state.joined, body.channel)], answer=answer)
    news = Emit(progress_for(packs, followed, body.channel), body.channel)
    return Decision(state=followed, emit=[news], answer=answer)
