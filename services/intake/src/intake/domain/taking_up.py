"""Somebody who is signed in at one channel acts on an application that came through another."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, Emit, NotFound
from contracts.event import Part
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain.application import Application, open_to
from intake.domain.offering import pinned
from intake.domain.progress import progress
from intake.domain.refusals import ChannelNotOffered


class TakenUp(Part):
    """A request of our own pages: this is who is signed in there, and wants to act."""

    person_ref: UUID


class Followed(Part):
    """The answer: the channel may act, and this is where the application stands."""

    state: ApplicationState


def take_up(packs: Packs, state: Application | None, body: TakenUp, cause: Cause) -> Decision[Application]:
    """Let one more channel follow an application and act on it, for the person or for the agent who filed it.

    Where one channel fails, 六盘水's guide sends people on to another. It must be one that the city takes applications
    from; the others go on hearing everything. For whoever has no part in the application it doesn't exist.
    """
    application = _of(state, body.person_ref)
    if cause.actor in application.channels:
        return Decision(answer=Answer(Followed(state=open_to(application, cause.actor).status)))
    followed = replace(application, channels=(*application.channels, cause.actor))
    open_to(followed, cause.actor)
    if not may_be_taken_up(packs, application, cause.actor):
        raise ChannelNotOffered
    news = Emit(progress(packs, followed), cause.actor)
    return Decision(state=followed, emit=[news], answer=Answer(Followed(state=followed.status)))


def may_be_taken_up(packs: Packs, application: Application, channel: str) -> bool:
    """Tell whether a channel may act, or may come to: the city decides which take applications for it."""
    return channel in application.channels or pinned(packs, application).channel(channel) is not None


def _of(state: Application | None, person: UUID) -> Application:
    if state is None or person not in (state.asked.person_ref, state.asked.applicant.agent_ref):
        raise NotFound
    return state
