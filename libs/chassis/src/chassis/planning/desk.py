"""The desk on which one batch is planned: what every kind of message needs to take effect, or to be parked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.codec import Unreadable, decode
from pydantic import BaseModel

from chassis.decision import ClearTimer, Holder, Unchanged
from chassis.message import Message
from chassis.planning.outgoing import Ready, outgoing
from chassis.planning.taking import Failed, Question, Taken, name_of, take
from chassis.planning.working import NOWHERE, Working
from chassis.process import Decide, Process
from chassis.rows import AuditRow, Commit, HeldStatus, Loaded, NewHeld, Row, Settled


class Desk:
    """Loaded rows, the commit in the making, and the few ways in which a message may change it."""

    def __init__(self, process: Process[Any], loaded: Loaded) -> None:
        """Start with nothing changed."""
        self.process = process
        self.loaded = loaded
        self.now: datetime = loaded.now
        self.commit = Commit()
        self.answers = dict(loaded.answers)
        self.timers: dict[tuple[UUID, str], datetime | None] = dict(loaded.due)
        self._rows: dict[UUID, Working[Any]] = {}

    def row(self, subject: UUID) -> Working[Any]:
        """Return the row of `subject`, opened once a batch."""
        row = self._rows.get(subject)
        if row is None:
            stored = self.loaded.rows.get(subject) or Row(subject)
            row = self._rows[subject] = Working(self.process, stored, self.loaded.held.get(subject, ()))
        return row

    def finish(self) -> Commit:
        """Return the commit: changed rows, and what still waits for its turn."""
        for subject, row in self._rows.items():
            for waiting in row.pending.values():
                if isinstance(waiting, Message):
                    self._hold(row, waiting, HeldStatus.WAITING, Failed("gap", ""))
            if row.changed and subject != NOWHERE:
                self.commit.rows.append(row.result())
        return self.commit

    def decide(self, row: Working[Any], decide: Decide, body: object, message: Message) -> Taken | Failed:
        """Take a decision and let it take effect; or say why it can't, with nothing changed."""
        taken = take(self.process, Question(decide, row.state, body, message, self.now, self._holder))
        if isinstance(taken, Taken):
            self._apply(row, taken, message)
            self.audit(message, name_of(decide), "decided", "", taken.events)
        return taken

    def _apply(self, row: Working[Any], taken: Taken, message: Message) -> None:
        decision = taken.decision
        if not isinstance(decision.state, Unchanged):
            row.state = decision.state
        self.emit(row, message, taken.events)
        for timer in decision.timers:
            due = None if isinstance(timer, ClearTimer) else timer.due_at
            self.set_timer((message.subject, timer.kind), due)
        self.commit.effects.extend(taken.effects)
        for wanted in decision.reserve:
            self.commit.reservations[wanted.key] = Holder(message.subject, wanted.note)
        for key in decision.release:
            self.release(key, message.subject)

    def release(self, key: str, subject: UUID) -> None:
        """Free a reserved key, if it is `subject` that holds it."""
        holder = self._holder(key)
        if holder is not None and holder.subject == subject:
            self.commit.reservations[key] = None

    def _holder(self, key: str) -> Holder | None:
        # A key never asked for before counts as free: the engine then locks it, and plans again if it isn't.
        self.commit.keys.add(key)
        if key in self.commit.reservations:
            return self.commit.reservations[key]
        return self.loaded.holders.get(key)

    def emit(self, row: Working[Any], message: Message, events: Sequence[Ready]) -> None:
        """Number the events under the row's lock and put them into the outbox."""
        for ready in events:
            number = row.next_number(ready.topic)
            self.commit.outbox.append(outgoing(ready, message, number, self.now, self.loaded.epoch))

    def set_timer(self, at: tuple[UUID, str], due: datetime | None) -> None:
        """Set a timer, or take it away."""
        self.timers[at] = self.commit.timers[at] = due

    def settle(self, row: Working[Any], message: Message) -> None:
        """Close the record that was kept back for this message, if there is one: it has taken effect."""
        parked_id = _record_of(row, message)
        if parked_id is not None:
            self.close(row, parked_id, HeldStatus.REDRIVEN)

    def close(self, row: Working[Any], parked_id: int, status: HeldStatus, detail: str = "") -> None:
        """Close a record that was kept back."""
        if row.release_one(parked_id):
            self.commit.settled.append(Settled(parked_id, status, status.value, detail))

    def park(self, row: Working[Any], message: Message, failed: Failed) -> None:
        """Keep a message that can't take effect, whole, with the reason; once, however often it comes."""
        parked_id = _record_of(row, message)
        if parked_id is not None:
            self.commit.settled.append(Settled(parked_id, HeldStatus.PARKED, failed.reason, failed.detail))
            return
        if self._hold(row, message, HeldStatus.PARKED, failed):
            self.audit(message, "", "parked", f"{failed.reason}: {failed.detail}")

    def _hold(self, row: Working[Any], message: Message, status: HeldStatus, failed: Failed) -> bool:
        if message.subject != NOWHERE and not row.hold_one(message):
            return False
        self.commit.held.append(NewHeld(message, status, failed.reason, failed.detail))
        return True

    def audit(
        self, message: Message, decision: str, outcome: str, detail: str = "", events: Sequence[Ready] = ()
    ) -> None:
        """Write down who decided what, for those who ask later."""
        emitted = tuple(type(ready.event).__name__ for ready in events)
        self.commit.audit.append(AuditRow(message.subject, message, decision, outcome, detail, emitted))


def _record_of(row: Working[Any], message: Message) -> int | None:
    if message.parked_id is not None:
        return message.parked_id
    twin = row.twin(message)
    return twin.id if twin else None


def read(model: type[BaseModel], body: bytes | BaseModel) -> BaseModel | Failed:
    """Return the body as `model`, or why it can't be read."""
    if isinstance(body, BaseModel):
        return body
    try:
        return decode(model, body)
    except Unreadable as unreadable:
        return Failed("unreadable", str(unreadable))
