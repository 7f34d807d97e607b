"""What a decision is: a pure function's whole answer, from new state to events, timers, effects and reservations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Final, Generic, TypeVar
from uuid import UUID

from contracts.event import Event, Part
from contracts.ids import derived

S = TypeVar("S")


class Unchanged:
    """The type of `UNCHANGED`: the state stays as it is."""


UNCHANGED: Final = Unchanged()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a reserved key, and the note they left with it (an application number, say)."""

    subject: UUID
    note: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What a decision may know besides state and message.

    `now` is database time in UTC, taken after the locks. `actor` is the party's code for a request, else the service
    or `timer`. `holders` are the keys that this decision wanted to reserve and others hold: it is then taken again.
    """

    subject: UUID
    now: datetime
    message_id: UUID
    actor: str
    holders: Mapping[str, Holder] = field(default_factory=dict)

    def derive(self, name: object) -> UUID:
        """Return an id for something this decision makes; the same if the decision is taken again."""
        return derived(self.message_id, name)


@dataclass(frozen=True, slots=True)
class Emit:
    """An event for one party's topic. A plain event in `Decision.emit` goes to its service's topic."""

    event: Event
    party: str


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Send a timer message at `due_at` (UTC). One timer of a kind per aggregate: a later one replaces it."""

    kind: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ClearTimer:
    """The timer of this kind is moot."""

    kind: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Work in the outside world, done by a leased worker outside any transaction; its result comes back as a message.

    `key` tells two effects of one decision apart. The effect's id, derived from message and key, is the id that
    providers are given. `not_before` (UTC) delays it.
    """

    body: Part
    key: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """Hold `key`, that one aggregate at a time may hold; `note` is what others are told of the holder."""

    key: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered, stored with it: repeating the request gives the same bytes."""

    body: Part
    status: int = 200


@dataclass(frozen=True, slots=True)
class Decision(Generic[S]):
    """All that one message brings about, committed as a whole or not at all."""

    state: S | Unchanged = UNCHANGED
    emit: Sequence[Event | Emit] = ()
    timers: Sequence[SetTimer | ClearTimer] = ()
    effects: Sequence[Effect] = ()
    reserve: Sequence[Reserve] = ()
    release: Sequence[str] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that came due."""

    kind: str
    due_at: datetime


class Exhausted(Part):
    """An effect that was given up: the ladder of retries came to its end. `body` is the effect's JSON."""

    effect_id: UUID
    effect: str
    body: str
    attempts: int
    error: str


class Refused(Exception):  # noqa: N818
    """A rule said no. Subclasses are named for the reason; the class name gives the stable code.

    `detail` is for people, in Chinese. Raised by decisions; nothing of the decision takes effect.
    """

    detail: ClassVar[str] = "请求不符合办理规则。"
    status: ClassVar[int] = 409

    def __init__(self, **facts: object) -> None:
        """Keep `facts` (names and values, nothing personal) for the answer's extra members."""
        super().__init__(type(self).__name__)
        self.facts = facts

    @property
    def code(self) -> str:
        """The stable code: the class name in capitals."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).upper()

    @property
    def text(self) -> str:
        """`detail` with the facts filled in."""
        return self.detail.format(**self.facts)


class NotFound(Refused):
    """No such thing, or none that the caller may know of: the two answers are alike."""

    detail = "没有找到这项内容。"
    status = 404
