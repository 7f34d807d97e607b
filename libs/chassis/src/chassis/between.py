"""One aggregate asks another of the same service: a request like any other, decided under that one's lock."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from contracts.event import Part
from contracts.ids import derived

from chassis.message import Kind, Message
from chassis.process import type_name
from chassis.rows import Reply
from chassis.storage import Job

Ask: TypeAlias = Callable[[Message], Awaitable[Reply]]
LADDER = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
"""Seconds between tries: the other is at hand, but may have to be heard of first."""

_OK, _NOT_FOUND = 200, 404


class Unanswered(Exception):  # noqa: N818
    """The other aggregate gave no answer: it is asked again."""


class Gone(Exception):  # noqa: N818
    """The other aggregate was erased, and never answers. One that nobody has heard of yet answers for itself."""


@dataclass(frozen=True, slots=True)
class Between:
    """Goes from one aggregate of `service` to another. The effect's id is the key: asked twice, answered alike."""

    service: str
    ask: Ask

    async def answer(self, subject: UUID, body: Part, job: Job) -> bytes:
        """Return what `subject` answers the aggregate that the effect is of; raises `Unanswered` or `Gone`."""
        name = type_name(type(body))
        message = Message(
            kind=Kind.REQUEST,
            id=derived(job.id, name),
            source=f"{self.service}/{job.subject}",
            subject=subject,
            type=name,
            body=body,
            actor=self.service,
            correlation_id=job.correlation_id,
            key=str(job.id),
        )
        reply = await self.ask(message)
        if reply.status == _NOT_FOUND:
            raise Gone
        if reply.status != _OK:
            raise Unanswered(str(reply.status))
        return reply.body

    async def tell(self, subject: UUID, body: Part, job: Job) -> None:
        """Let `subject` know something; whoever was erased needn't. Raises `Unanswered`."""
        with suppress(Gone):
            await self.answer(subject, body, job)
