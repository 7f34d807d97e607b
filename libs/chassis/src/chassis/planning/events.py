"""Events from the bus: each once, in the order of its emitter; a gap waits, poison is a gap."""

import re
from typing import Any

from contracts.catalogue import EVENT_OF

from chassis.message import Message
from chassis.planning.desk import Desk, read
from chassis.planning.sequence import Position
from chassis.planning.taking import Failed
from chassis.planning.working import Working, source_of
from chassis.rows import Held, HeldStatus, Settled

_TYPE = re.compile(r"^mante\.\w+\.v(\d+)$")
_MAJORS = frozenset(event.major for event in EVENT_OF.values())


def take_event(desk: Desk, message: Message) -> None:
    """Let an event take effect if it is the next of its source; drop a repeat; let what came early wait."""
    row = desk.row(message.subject)
    if message.sequence is None:
        desk.park(row, message, Failed("unreadable", message.fault or "sequence: missing"))
        return
    if message.parked_id is not None and row.seen(source_of(message)).reopens(message):
        # Re-driving is how an operator accepts what an emitter wrote after it was restored from a backup.
        _in_turn(desk, row, message)
        return
    match row.position(message):
        case Position.REPEAT:
            desk.settle(row, message)
        case Position.CONFLICT:
            _conflict(desk, row, message)
        case Position.GAP:
            _wait(desk, row, message)
        case Position.NEXT:
            _in_turn(desk, row, message)


def _conflict(desk: Desk, row: Working[Any], message: Message) -> None:
    row.block(message)
    desk.park(row, message, Failed("conflict", "this number was seen with another id"))


def _wait(desk: Desk, row: Working[Any], message: Message) -> None:
    if message.parked_id is not None:
        desk.commit.settled.append(Settled(message.parked_id, HeldStatus.WAITING, "gap", ""))
    elif row.twin(message) is None:
        row.pending.setdefault((source_of(message), message.sequence or 0), message)


def _in_turn(desk: Desk, row: Working[Any], message: Message) -> None:
    if _passes(desk, row, message):
        drain(desk, row, source_of(message))


def drain(desk: Desk, row: Working[Any], source: str) -> None:
    """Run what waited on `source`, in order, until it is through or something fails."""
    while (waiting := row.next_pending(source)) is not None:
        if not _pending_passes(desk, row, waiting):
            return


def _pending_passes(desk: Desk, row: Working[Any], waiting: Held | Message) -> bool:
    if isinstance(waiting, Message):
        return _passes(desk, row, waiting)
    if waiting.status is HeldStatus.SKIPPED:
        row.advance(waiting.message)
        desk.close(row, waiting.id, HeldStatus.DISCARDED)
        return True
    return _passes(desk, row, waiting.message)


def _passes(desk: Desk, row: Working[Any], message: Message) -> bool:
    failed = _decide(desk, row, message)
    if failed is not None:
        desk.park(row, message, failed)
        return False
    row.advance(message)
    desk.settle(row, message)
    return True


def _decide(desk: Desk, row: Working[Any], message: Message) -> Failed | None:
    if message.fault is not None:
        return Failed("unreadable", message.fault)
    route = desk.process.routes.get(message.type)
    if route is None:
        return _unused(desk, message)
    if row.erased or (route.subject is not None and message.subject == message.emitter):
        return None  # of what an emitter tells another, its own row only has to know the number
    body = read(route.model, message.body)
    outcome = body if isinstance(body, Failed) else desk.decide(row, route.decide, body, message)
    return outcome if isinstance(outcome, Failed) else None


def _unused(desk: Desk, message: Message) -> Failed | None:
    # Unknown is not poison: a type this service doesn't use passes, one nobody knows yet passes and is counted.
    major = _TYPE.match(message.type)
    if major is None or int(major[1]) not in _MAJORS:
        return Failed("unknown_major", message.type)
    if message.type not in EVENT_OF:
        desk.commit.unknown_types.append(message.type)
    return None
