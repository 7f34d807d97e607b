"""Orders of an operator, audited: let a parked record go, accept a gap, erase what is known of a person."""

from typing import Any

from chassis.message import Message
from chassis.orders import AcceptGap, Discard, Erase
from chassis.planning.desk import Desk
from chassis.planning.events import drain
from chassis.planning.working import Working, source_of
from chassis.rows import Held, HeldStatus, Settled


def take_order(desk: Desk, message: Message) -> None:
    """Carry out one order on one aggregate."""
    row = desk.row(message.subject)
    match message.body:
        case Discard():
            _discard(desk, row, message, message.body)
        case AcceptGap():
            _accept_gap(desk, row, message, message.body)
        case Erase():
            _erase(desk, row, message, message.body)


def _discard(desk: Desk, row: Working[Any], message: Message, order: Discard) -> None:
    records = desk.loaded.held.get(message.subject, ())
    record = next((held for held in records if held.id == order.parked_id), None)
    if record is None:
        return
    desk.audit(message, "discard", "discarded", order.reason)
    source, number = source_of(record.message), record.message.sequence
    if number is None or number <= row.seen(source).sequence:
        desk.close(row, record.id, HeldStatus.DISCARDED, order.reason)
        return
    # Not gone yet: if it isn't the next of its source, it has to be stepped over when its turn comes.
    desk.commit.settled.append(Settled(record.id, HeldStatus.SKIPPED, "discarded", order.reason))
    row.pending[source, number] = Held(record.id, HeldStatus.SKIPPED, record.message)
    drain(desk, row, source)


def _accept_gap(desk: Desk, row: Working[Any], message: Message, order: AcceptGap) -> None:
    first = row.first_pending(order.source)
    if first is None or row.kept_before(order.source, first):
        return  # what holds up the others is there: it is to be re-driven or discarded
    row.pass_over(order.source, first)
    desk.audit(message, "accept_gap", "accepted", order.reason)
    drain(desk, row, order.source)


def _erase(desk: Desk, row: Working[Any], message: Message, order: Erase) -> None:
    if desk.process.personal_keys and row.state is not None:
        for key in desk.process.personal_keys(row.state):
            desk.release(key, message.subject)
    row.erase()
    desk.commit.erased.append(message.subject)
    desk.audit(message, "erase", "erased", order.reason)
