"""A process: the table of what a service decides, message type by message type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from contracts.catalogue import Topic
from pydantic import BaseModel, TypeAdapter

from chassis.decision import Answer, Cause, Decision, Emit, Exhausted, Refused

S = TypeVar("S")
Decide = Callable[[Any, Any, Cause], Decision[Any]]
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as `Process.reply` sees it: who asked, under which id, what type of request."""

    caller: str
    request_id: UUID
    request: str
    subject: UUID
    body: BaseModel | None


Reply = Callable[[Asked, Answer | Refused], Emit | None]


@dataclass(frozen=True, slots=True)
class Route:
    """How one type of message is decided: its model, the decision, and whom it concerns if not the emitter."""

    model: type[BaseModel]
    decide: Decide
    subject: Callable[[Any], UUID] | None = None


@dataclass(slots=True)
class Process(Generic[S]):
    """What one service decides about its aggregate.

    `topic` is where plain events go; `reply` turns an answer into the event for a party that asked over Kafka.
    `version` is the shape of `state`; `upcasters[n]` turns a stored state of version n into one of n + 1.
    `personal_keys` are the reserved keys that an erasure frees: those that name a person. Others stay with the erased
    aggregate, so that a number is never given twice.
    """

    name: str
    state: type[S]
    topic: Topic
    version: int = 1
    upcasters: Mapping[int, Upcaster] = field(default_factory=dict)
    reply: Reply | None = None
    personal_keys: Callable[[S], Sequence[str]] | None = None
    routes: dict[str, Route] = field(default_factory=dict)
    timers: dict[str, Decide] = field(default_factory=dict)
    exhausted: dict[str, Decide] = field(default_factory=dict)
    codec: TypeAdapter[S] = field(init=False)

    def __post_init__(self) -> None:
        """Build the state's codec once."""
        self.codec = TypeAdapter(self.state)

    def on(self, model: type[BaseModel], decide: Decide, *, subject: Callable[[Any], UUID] | None = None) -> None:
        """Decide messages of `model` (event, request or effect's result) by `decide(state, body, cause)`.

        `subject` names the aggregate an event concerns, where that isn't the one that emitted it.
        """
        self.routes[type_name(model)] = Route(model, decide, subject)

    def on_timer(self, kind: str, decide: Decide) -> None:
        """Decide timers of `kind` by `decide(state, Timer, cause)`."""
        self.timers[kind] = decide

    def on_exhausted(self, effect: type[BaseModel], decide: Decide) -> None:
        """Decide what happens when `effect` is given up, by `decide(state, Exhausted, cause)`."""
        self.exhausted[type_name(effect)] = decide

    def open(self, stored: bytes | str, version: int) -> S:
        """Return a stored state, whatever released version wrote it."""
        if version == self.version:
            return self.codec.validate_json(stored)
        shape: dict[str, Any] = _ANY.validate_json(stored)
        for step in range(version, self.version):
            shape = self.upcasters[step](shape)
        # By way of JSON: strict models inside a state take lists and text ids from JSON only.
        return self.codec.validate_json(_ANY.dump_json(shape))


_ANY: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def type_name(model: type[BaseModel]) -> str:
    """Return the name a model goes by on the bus or in our own tables."""
    named = getattr(model, "type_name", None)
    return named() if named else model.__name__


__all__ = ["Asked", "Decide", "Exhausted", "Process", "Reply", "Route", "type_name"]
