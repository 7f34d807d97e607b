"""How each kind of effect is done, and what a try brings: its result, another try, or the end of its ladder."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from contracts.event import Part
from contracts.ids import derived
from pydantic import BaseModel

from chassis.decision import Exhausted
from chassis.message import Kind, Message
from chassis.process import type_name
from chassis.storage import Job

B = TypeVar("B", bound=BaseModel)
LADDER = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds between tries; after the last the effect is given up."""


class TryLater(Exception):  # noqa: N818
    """What `perform` raises to be called again: after `after` seconds, or by the ladder."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        """Give the reason (nothing personal: it is logged) and, where it is known, how long to wait."""
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Performer(Generic[B]):
    """How one kind of effect is done, in seconds.

    A try may take `within`. A worker that has shown no sign of life for `lease` is taken for dead, and another tries.
    """

    model: type[B]
    perform: Callable[[B, Job], Awaitable[Part]]
    ladder: Sequence[float] = LADDER
    lease: float = 60.0
    within: float = 60.0


def reason_of(error: Exception) -> str:
    """Return what is kept of a try that failed."""
    return f"{type(error).__name__}: {error}"[:500]


def given_up(job: Job, performer: Performer[Any], reason: str) -> Message | None:
    """Return the message that an effect is given up, where its ladder came to its end with this try."""
    if job.attempt <= len(performer.ladder):
        return None
    body = job.body.decode()
    exhausted = Exhausted(effect_id=job.id, effect=job.kind, body=body, attempts=job.attempt, error=reason)
    return result_message(job, exhausted)


def pause(job: Job, performer: Performer[Any], error: Exception) -> float:
    """Return after how many seconds an effect is tried again: those that `TryLater` asks for, or the ladder's."""
    return getattr(error, "after", None) or performer.ladder[job.attempt - 1]


def result_message(job: Job, result: Part) -> Message:
    """Return the message that brings an effect's result; a repetition has the same id."""
    return Message(
        kind=Kind.RESULT,
        id=derived(job.id, "result"),
        source="effect",
        subject=job.subject,
        type=type_name(type(result)),
        body=result,
        actor="effect",
        correlation_id=job.correlation_id,
        effect_id=job.id,
        fence=job.fence,
        traceparent=job.traceparent,
    )


def performers_by_kind(performers: Sequence[Performer[Any]]) -> dict[str, Performer[Any]]:
    """Return the performers by the name their effects are stored under."""
    return {type_name(performer.model): performer for performer in performers}
