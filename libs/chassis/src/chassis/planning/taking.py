"""One decision, taken: call the pure function, know who holds what it reserves, make its events ready to go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from contracts.event import Event
from contracts.ids import derived

from chassis.decision import Answer, Cause, Decision, Effect, Emit, Holder, Refused
from chassis.message import Message
from chassis.planning.outgoing import Ready, ready
from chassis.process import Asked, Decide, Process, type_name
from chassis.rows import NewEffect

MOST_TAKES = 4
HolderOf = Callable[[str], Holder | None]


class StillHeld(Exception):  # noqa: N818
    """A decision reserved a key although it had been told who holds it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that can take effect: nothing in it can fail any more."""

    decision: Decision[Any]
    events: list[Ready]
    effects: list[NewEffect]


@dataclass(frozen=True, slots=True)
class Failed:
    """A decision that can't take effect, and why; `refused` when a rule said no."""

    reason: str
    detail: str
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be decided: by which function, on which state, for which message, at which time."""

    decide: Decide
    state: object
    body: object
    message: Message
    now: datetime
    holder: HolderOf


def take(process: Process[Any], question: Question) -> Taken | Failed:
    """Take one decision. The only place where whatever a decision raises is caught."""
    try:
        decision = _decided(question)
        return Taken(decision, _events(process, decision.emit), _effects(decision, question))
    except Refused as refused:
        return Failed("refused", refused.code, refused)
    except Exception as error:  # noqa: BLE001 - a decision that raises is poison, whatever it raises
        return Failed("raised", f"{type(error).__name__}: {error}"[:500])


def _decided(question: Question) -> Decision[Any]:
    message = question.message
    known: dict[str, Holder] = {}
    for _ in range(MOST_TAKES):
        cause = Cause(message.subject, question.now, message.id, message.actor, known)
        decision = question.decide(question.state, question.body, cause)
        held = _held_by_others(decision, question)
        if not held:
            return decision
        if held.keys() <= known.keys():
            break
        known = {**known, **held}
    text = f"{name_of(question.decide)} reserves what others hold"
    raise StillHeld(text)


def _held_by_others(decision: Decision[Any], question: Question) -> Mapping[str, Holder]:
    subject = question.message.subject
    holders = ((wanted.key, question.holder(wanted.key)) for wanted in decision.reserve)
    return {key: holder for key, holder in holders if holder is not None and holder.subject != subject}


def _events(process: Process[Any], emitted: Sequence[Event | Emit]) -> list[Ready]:
    return [ready(process, name, one) for name, one in enumerate(emitted)]


def _effects(decision: Decision[Any], question: Question) -> list[NewEffect]:
    return [_effect(effect, question.message, question.now) for effect in decision.effects]


def _effect(effect: Effect, message: Message, now: datetime) -> NewEffect:
    kind = type_name(type(effect.body))
    return NewEffect(
        id=derived(message.id, f"{kind}:{effect.key}"),
        subject=message.subject,
        kind=kind,
        body=effect.body.model_dump_json().encode(),
        not_before=effect.not_before or now,
        correlation_id=message.correlation_id,
        traceparent=message.traceparent,
    )


def answering(process: Process[Any], asked: Asked, outcome: Answer | Refused) -> Ready | None:
    """Return the event that tells a party over Kafka what its request was answered."""
    emit = process.reply(asked, outcome) if process.reply else None
    return ready(process, "reply", emit) if emit else None


def name_of(decide: Decide) -> str:
    """Return the name of a decision, through `functools.partial`."""
    return plain(decide).__name__


def plain(decide: Decide) -> Callable[..., Any]:
    """Return the function behind what was bound when the process was built."""
    while isinstance(decide, partial):
        decide = decide.func
    return decide
