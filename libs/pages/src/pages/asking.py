"""A request that somebody makes by a form: the engine decides it like any other party's."""

from uuid import UUID

from chassis.http.inside import inside_of
from chassis.http.problems import Problem
from chassis.message import Kind, Message
from chassis.problem import read_problem
from chassis.process import type_name
from contracts.codec import encode
from contracts.event import Part
from contracts.ids import uuid7
from fastapi import Request

OK = 200


async def ask(request: Request, actor: str, body: Part, subject: UUID, key: str) -> None:
    """Let the engine decide `body`, asked by the party `actor`. Raises what it refuses, as a `Problem`.

    `key` is the form's own, so that a double click counts once.
    """
    identity = uuid7()
    message = Message(
        kind=Kind.REQUEST,
        id=identity,
        source=actor,
        subject=subject,
        type=type_name(type(body)),
        body=encode(body),
        actor=actor,
        correlation_id=identity,
        key=key,
        traceparent=str(request.state.trace),
    )
    reply = await inside_of(request).counter.ask(message)
    if reply.status != OK:
        found = read_problem(reply.body)
        raise Problem(reply.status, found.code, found.detail)
