"""How anybody asks a service over HTTP: under a key, again and again until there is an answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

import orjson
from chassis.message import Kind, Message
from chassis.process import type_name
from chassis.rows import Reply
from contracts.codec import encode
from contracts.event import Part
from contracts.ids import derived

from mante.simulation.outside.journal import Asked, Journal
from mante.simulation.world.agenda import Agenda
from mante.simulation.world.asking import Asking

AGAIN_AFTER, AT_MOST_AFTER = 30.0, 900.0
"""Seconds until somebody asks again who had no answer; longer each time."""

MOST_TRIES = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: HTTP status and body."""

    status: int
    said: Mapping[str, Any]

    @property
    def is_ok(self) -> bool:
        """Whether it was taken."""
        return self.status < 400  # noqa: PLR2004 - where HTTP's errors begin


Then: TypeAlias = Callable[[Answer], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Call:
    """A request: who asks (`source` names the caller's drawer of keys), of which aggregate, what, under which key."""

    source: str
    actor: str
    subject: UUID
    body: Part
    key: str
    loses_the_first_answer: bool = False


@dataclass(slots=True)
class Caller:
    """Asks, and writes down what it was told."""

    agenda: Agenda
    journal: Journal

    async def ask(self, desk: Asking, call: Call, then: Then, times: int = 1) -> None:
        """Ask, `times` times at once; hear the first answer."""
        entry = self.journal.invoke(self.agenda.now, call.source, call.subject, call.key, call.body)
        for _ in range(times):
            await self._try(desk, call, entry, then)

    async def _try(self, desk: Asking, call: Call, entry: Asked, then: Then) -> None:
        entry.tries += 1
        identity = derived(call.subject, f"{call.source}/{call.key}/{entry.tries}")
        entry.identities.append(identity)
        lost = call.loses_the_first_answer and entry.tries == 1

        async def answered(reply: Reply | None) -> None:
            if reply is None or lost:
                if entry.tries < MOST_TRIES:
                    pause = min(AGAIN_AFTER * entry.tries, AT_MOST_AFTER)
                    self.agenda.after(pause, lambda: self._try(desk, call, entry, then))
                return
            await self._heard(entry, reply, then)

        await desk.ask(_message(call, identity), answered)

    async def _heard(self, entry: Asked, reply: Reply, then: Then) -> None:
        said = orjson.loads(reply.body)
        first = entry.status is None
        entry.answered(reply.status, reply.body, said.get("code", ""))
        if first:
            await then(Answer(reply.status, said))


def _message(call: Call, identity: UUID) -> Message:
    return Message(
        kind=Kind.REQUEST,
        id=identity,
        source=call.source,
        subject=call.subject,
        type=type_name(type(call.body)),
        body=encode(call.body),
        actor=call.actor,
        correlation_id=identity,
        key=call.key,
    )


async def nothing(_: Answer) -> None:
    """Do nothing with an answer."""
