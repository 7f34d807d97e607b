"""A request that somebody makes by a form: the engine decides it like any other party's."""

from uuid import UUID

from chassis.asking import request_of
from chassis.http.inside import inside_of
from chassis.http.problems import Problem
from chassis.problem import read_problem
from contracts.event import Part
from fastapi import Request

OK = 200


async def ask(request: Request, actor: str, body: Part, subject: UUID, key: str) -> None:
    """Let the engine decide `body`, asked by the party `actor`. Raises what it refuses, as a `Problem`.

    `key` is the form's own, so that a double click counts once.
    """
    asked = request_of(actor, body, subject, key=key, trace=request.state.trace)
    reply = await inside_of(request).counter.ask(asked)
    if reply.status != OK:
        found = read_problem(reply.body)
        raise Problem(reply.status, found.code, found.detail)
