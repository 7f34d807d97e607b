"""One aggregate while a batch is planned: what was loaded, and what the batch has changed so far."""

from collections.abc import Iterable
from typing import Generic, TypeVar
from uuid import UUID

import orjson

from chassis.message import Message
from chassis.planning.sequence import NOTHING_SEEN, Position, Seen
from chassis.process import Process
from chassis.rows import Held, HeldStatus, Row

S = TypeVar("S")
Pending = tuple[str, int]
Place = tuple[str, int, int]


class Working(Generic[S]):
    """A row on the desk. Nothing loaded is touched: planning may start over from the same rows."""

    def __init__(self, process: Process[S], row: Row, held: Iterable[Held]) -> None:
        """Open `row`; its state is decoded when first asked for."""
        self.row = row
        self.erased = row.erased
        self.held = row.held
        self.pending: dict[Pending, Held | Message] = {}
        self.twins: dict[Place, Held] = {}
        self.changed = False
        self._kept: set[Place | None] = set()
        self._open: set[Pending] = set()
        self._closed: set[int] = set()
        self._process = process
        self._state: S | None = None
        self._opened = row.state is None
        self._dirty = False
        self._seen: dict[str, Seen] | None = None
        self._emitted: dict[str, int] | None = None
        self._keep(held)

    def _keep(self, held: Iterable[Held]) -> None:
        for record in held:
            message, at = record.message, _place(record.message)
            if at is not None:
                self.twins[at] = record
            if message.sequence is None:
                continue
            self._open.add((source_of(message), message.sequence))
            if record.status is not HeldStatus.PARKED:
                self.pending[source_of(message), message.sequence] = record

    @property
    def state(self) -> S | None:
        """The aggregate, as far as this batch has brought it."""
        if not self._opened and self.row.state is not None:
            self._state = self._process.open(self.row.state, self.row.state_version)
            self._opened = True
        return self._state

    @state.setter
    def state(self, value: S | None) -> None:
        self._state, self._opened, self._dirty, self.changed = value, True, True, True

    def seen(self, source: str) -> Seen:
        """Return how far `source` has been taken."""
        return self._all_seen().get(source, NOTHING_SEEN)

    def _all_seen(self) -> dict[str, Seen]:
        if self._seen is None:
            self._seen = {source: Seen(*stored) for source, stored in orjson.loads(self.row.seen).items()}
        return self._seen

    def _mark(self, source: str, seen: Seen) -> None:
        self._all_seen()[source] = seen
        self.changed = True

    def position(self, message: Message) -> Position:
        """Say where a numbered message stands.

        One that another aggregate addressed to this one has numbers that count its emitter's other messages, too: what
        is missing before it concerns somebody else. It waits only for one of its source that is kept back here.
        """
        source = source_of(message)
        seen = self.seen(source)
        found = seen.position(message)
        if found is Position.GAP and source != message.source and seen.blocked != message.epoch:
            return Position.GAP if self.kept_before(source, message.sequence or 0) else Position.NEXT
        return found

    def kept_before(self, source: str, sequence: int) -> bool:
        """Say whether something of `source` is kept back that comes before `sequence`."""
        return any(at == source and number < sequence for at, number in self._open)

    def advance(self, message: Message) -> None:
        """Note that `message` was taken (or is let pass)."""
        source = source_of(message)
        self._open.discard((source, message.sequence or 0))
        self._mark(source, self.seen(source).after(message))

    def pass_over(self, source: str, sequence: int) -> None:
        """Give up what is missing before `sequence`: an operator accepted the gap."""
        seen = self.seen(source)
        self._mark(source, Seen(seen.epoch, sequence - 1, "", seen.blocked))

    def block(self, message: Message) -> None:
        """Let nothing more of this epoch pass until an operator has looked."""
        source = source_of(message)
        seen = self.seen(source)
        if message.epoch > seen.epoch:
            self._mark(source, Seen(seen.epoch, seen.sequence, seen.mark, message.epoch))

    def next_number(self, topic: str) -> int:
        """Return the next sequence number of this aggregate on `topic`."""
        emitted = self._all_emitted()
        number = emitted[topic] = emitted.get(topic, 0) + 1
        self.changed = True
        return number

    def _all_emitted(self) -> dict[str, int]:
        if self._emitted is None:
            self._emitted = orjson.loads(self.row.emitted)
        return self._emitted

    def next_pending(self, source: str) -> Held | Message | None:
        """Take out what waited for its turn, if its turn is now."""
        number = self.seen(source).sequence + 1
        first = self.first_pending(source)
        if "/" in source and first is not None and not self.kept_before(source, first):
            number = first
        return self.pending.pop((source, number), None)

    def first_pending(self, source: str) -> int | None:
        """Return the lowest sequence number that waits on `source`."""
        return min((number for at, number in self.pending if at == source), default=None)

    def twin(self, message: Message) -> Held | None:
        """Return the record kept back earlier that `message` is a repetition of."""
        at = _place(message)
        return self.twins.get(at) if at else None

    def hold_one(self, message: Message) -> bool:
        """Count one more record kept back; say whether it is the first of its kind in this batch."""
        at = _place(message)
        if at is not None and at in self._kept:
            return False
        self._kept.add(at)
        if message.sequence is not None:
            self._open.add((source_of(message), message.sequence))
        self.held += 1
        self.changed = True
        return True

    def release_one(self, record: int) -> bool:
        """Count one record less; say whether it had not been closed in this batch before."""
        if record in self._closed:
            return False
        self._closed.add(record)
        self.held = max(self.held - 1, 0)
        self.changed = True
        return True

    def erase(self) -> None:
        """Forget the state; the row stays to say so."""
        self.state, self.erased = None, True

    def result(self) -> Row:
        """Return the row to save."""
        state = self.row.state
        if self._dirty:
            state = None if self._state is None else self._process.codec.dump_json(self._state).decode()
        return Row(
            subject=self.row.subject,
            state=state,
            state_version=self._process.version if self._dirty else self.row.state_version,
            seen=self.row.seen if self._seen is None else _stored(self._seen),
            emitted=self.row.emitted if self._emitted is None else orjson.dumps(self._emitted).decode(),
            erased=self.erased,
            held=self.held,
        )


def _stored(seen: dict[str, Seen]) -> str:
    return orjson.dumps({source: (at.epoch, at.sequence, at.mark, at.blocked) for source, at in seen.items()}).decode()


def _place(message: Message) -> Place | None:
    origin = message.origin
    return (origin.topic, origin.partition, origin.offset) if origin else None


def source_of(message: Message) -> str:
    """Return the key under which `seen` counts: the topic, and the emitter where that is another aggregate."""
    if message.emitter is None or message.emitter == message.subject:
        return message.source
    return f"{message.source}/{message.emitter}"


NOWHERE = UUID(int=0)
"""The subject of a record that doesn't say whom it concerns."""
