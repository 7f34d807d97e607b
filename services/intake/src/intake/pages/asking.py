"""A request of the person's, made in the channel that these pages are."""

from uuid import UUID

from chassis.http.inside import inside_of
from chassis.http.problems import Problem
from chassis.message import Kind, Message
from chassis.problem import read_problem
from contracts.codec import encode
from contracts.event import Event
from contracts.ids import uuid7
from fastapi import Request

from intake.pages.desk import CHANNEL

OK = 200


async def ask(request: Request, body: Event, subject: UUID, key: str) -> None:
    """Let the engine decide; `key` is the form's own, so that a double click counts once. Raises what it refuses."""
    identity = uuid7()
    message = Message(
        kind=Kind.REQUEST,
        id=identity,
        source=CHANNEL,
        subject=subject,
        type=body.type_name(),
        body=encode(body),
        actor=CHANNEL,
        correlation_id=identity,
        key=key,
        traceparent=str(request.state.trace),
    )
    reply = await inside_of(request).counter.ask(message)
    if reply.status != OK:
        found = read_problem(reply.body)
        raise Problem(reply.status, found.code, found.detail)
