"""A small service with a channel's and an institution's request, an effect, a timer and a party that hears of it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import asyncpg
from chassis.decision import Answer, Cause, Decision, Effect, Emit, Refused, SetTimer, Timer
from chassis.foundation import Foundation
from chassis.http.bearer import ByToken
from chassis.http.bodies import read_model
from chassis.http.calls import ChannelCall, InstitutionCall, PathMismatch, taking
from chassis.http.parties import Channel
from chassis.http.updates import updates_route
from chassis.performer import Performer
from chassis.process import Asked, Process
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.storage import Job
from contracts.catalogue import INTAKE_APPLICATIONS, INTAKE_REQUESTS, INTAKE_UPDATES
from contracts.event import Part
from contracts.events.intake import WithdrawalRequested
from contracts.events.requests import ApplicationLodged, WithdrawalLodged
from contracts.events.updates import RequestAccepted
from contracts.events.verdicts import TaskClaimed
from contracts.vocabulary import ApplicationState
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel
from pydantic_settings import SettingsConfigDict

BELL = "bell"


class Settings(ServiceSettings):
    """Environment variables `TOY_…`."""

    model_config = SettingsConfigDict(env_prefix="TOY_")


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done to one application, in order."""

    done: tuple[str, ...] = ()

    def plus(self, what: str) -> "Tally":
        return replace(self, done=(*self.done, what))


class Ring(Part):
    """An effect: ring somebody up."""

    number: int


class Rung(Part):
    """Its result."""

    number: int


class AlreadyWithdrawn(Refused):
    """It was withdrawn before."""

    detail = "该申请已撤回。"


def withdraw(tally: Tally | None, body: WithdrawalLodged, cause: Cause) -> Decision[Tally]:
    """Take the application back, once."""
    if tally and "withdrawn" in tally.done:
        raise AlreadyWithdrawn
    answer = RequestAccepted(request_id=cause.message_id, request=body.type_name(), state=ApplicationState.WITHDRAWN)
    return Decision(
        (tally or Tally()).plus("withdrawn"),
        emit=[
            WithdrawalRequested(channel=cause.actor, reason=body.reason, requested_at=cause.now),
            Emit(answer, cause.actor),
        ],
        timers=[SetTimer(BELL, cause.now + timedelta(hours=1))],
        effects=[Effect(Ring(number=7))],
        answer=Answer(answer),
    )


def hear_of_it(tally: Tally | None, _body: WithdrawalRequested, _cause: Cause) -> Decision[Tally]:
    """Hear what the service itself published."""
    return Decision((tally or Tally()).plus("heard"))


def claim(tally: Tally | None, _body: TaskClaimed, cause: Cause) -> Decision[Tally]:
    """Note who claimed."""
    return Decision((tally or Tally()).plus(f"claimed by {cause.actor}"))


def break_down(_tally: Tally | None, _body: ApplicationLodged, _cause: Cause) -> Decision[Tally]:
    """Fail as a defect would."""
    raise RuntimeError("a defect")


def note_the_call(tally: Tally | None, _body: Rung, _cause: Cause) -> Decision[Tally]:
    """Note that the effect was done."""
    return Decision((tally or Tally()).plus("rung"))


def ring_the_bell(tally: Tally | None, _timer: Timer, _cause: Cause) -> Decision[Tally]:
    """Note that time has passed."""
    return Decision((tally or Tally()).plus("bell"))


def process() -> Process[Tally]:
    """Return the table of decisions. The name leads to the chassis's migrations alone."""
    table = Process("chassis", Tally, INTAKE_APPLICATIONS, reply=_tell)
    table.on(WithdrawalLodged, withdraw)
    table.on(WithdrawalRequested, hear_of_it)
    table.on(TaskClaimed, claim)
    table.on(ApplicationLodged, break_down)
    table.on(Rung, note_the_call)
    table.on_timer(BELL, ring_the_bell)
    return table


def _tell(asked: Asked, outcome: Answer | Refused) -> Emit | None:
    if isinstance(outcome, Answer) and isinstance(outcome.body, RequestAccepted):
        return Emit(outcome.body, asked.caller)
    return None


class Note(BaseModel):
    """A body that is no event."""

    text: str


def router(service_token_sha256: str, ground: Foundation) -> APIRouter:
    """Return the routes, each of a kind that services have."""
    routes = APIRouter()

    @routes.post("/v1/applications", **taking(WithdrawalLodged, RequestAccepted))
    async def begin(call: ChannelCall) -> Response:
        """Begin something new."""
        return await call.ask(WithdrawalLodged, call.new_subject())

    @routes.post("/v1/applications/{application_id}/withdrawal", **taking(WithdrawalLodged, RequestAccepted))
    async def withdraw_application(application_id: UUID, call: ChannelCall) -> Response:
        """Take an application back."""
        return await call.ask(WithdrawalLodged, application_id)

    @routes.post("/v1/applications/{application_id}/lodging", **taking(ApplicationLodged, RequestAccepted))
    async def lodge(application_id: UUID, call: ChannelCall) -> Response:
        """Meet a defect."""
        return await call.ask(ApplicationLodged, application_id)

    @routes.post("/v1/tasks/{task_id}/claim", **taking(TaskClaimed, RequestAccepted))
    async def claim_task(task_id: UUID, call: InstitutionCall) -> Response:
        """Claim a task."""
        if (await call.body(TaskClaimed)).task_id != task_id:
            raise PathMismatch("task_id")
        return await call.ask(TaskClaimed, task_id)

    @routes.get("/v1/applications/{application_id}")
    async def show(application_id: UUID, party: Channel) -> dict[str, object]:
        """Show what was done, from the tables."""
        state = await ground.pool.fetchval("select state->'done' from aggregates where subject = $1", application_id)
        return {"done": state, "channel": party.code}

    @routes.post("/internal/notes")
    async def take_note(
        request: Request, caller: Annotated[str, Depends(ByToken({"notes": service_token_sha256}))]
    ) -> Note:
        """Take a note from another service."""
        note = await read_model(request, Note)
        return Note(text=f"{caller}: {note.text}")

    @routes.get("/broken/{how}")
    async def break_(how: str) -> None:
        """Fail in a way that no route should."""
        raise {
            "away": ConnectionRefusedError("no route"),
            "cut": asyncpg.InternalClientError("cut while it was talking"),
            "defect": ValueError("a defect"),
        }[how]

    return routes


async def ring(body: Ring, _job: Job) -> Rung:
    """Do the effect."""
    return Rung(number=body.number)


def create_service(settings: Settings, token_sha256: str = "") -> Service:
    """Return the toy; call it inside the running loop."""
    ground = Foundation(settings)
    return Service(
        ground,
        process(),
        routers=[router(token_sha256, ground), updates_route("/v1/updates", INTAKE_UPDATES)],
        performers=[Performer(Ring, ring)],
        sources=[INTAKE_APPLICATIONS],
        ingress=[INTAKE_REQUESTS],
    )
