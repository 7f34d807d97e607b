"""Timers that came due and results of effects: each counts once, however often it is brought."""

from chassis.decision import Exhausted, Timer
from chassis.message import Message
from chassis.planning.desk import Desk, read
from chassis.planning.taking import Failed
from chassis.process import Decide, type_name


def take_timer(desk: Desk, message: Message) -> None:
    """Decide a timer if its row is still there and due; the row goes in the same commit."""
    at = (message.subject, message.type)
    due = desk.timers.get(at)
    redriven = message.parked_id is not None
    if not redriven:
        if due is None or due > desk.now:
            return
        desk.set_timer(at, None)
    decide = desk.process.timers.get(message.type)
    _take(desk, message, decide, Timer(message.type, message.due_at or desk.now))


def take_result(desk: Desk, message: Message) -> None:
    """Decide an effect's result if its worker still holds the lease; a late one is fenced off."""
    if message.parked_id is None and not _lease_holds(desk, message):
        return
    body, decide = _result_of(desk, message)
    _take(desk, message, decide, body)


def _take(desk: Desk, message: Message, decide: Decide | None, body: object) -> None:
    row = desk.row(message.subject)
    if row.erased or decide is None:
        return
    outcome = body if isinstance(body, Failed) else desk.decide(row, decide, body, message)
    if isinstance(outcome, Failed):
        desk.park(row, message, outcome)
    else:
        desk.settle(row, message)


def _lease_holds(desk: Desk, message: Message) -> bool:
    effect_id = message.effect_id
    lease = desk.loaded.leases.get(effect_id) if effect_id else None
    if effect_id is None or lease is None or lease.done or lease.fence != message.fence:
        return False
    if effect_id in desk.commit.effects_done:
        return False
    desk.commit.effects_done.append(effect_id)
    return True


def _result_of(desk: Desk, message: Message) -> tuple[object, Decide | None]:
    """Return the result as its model (re-driven ones come back as bytes) and who decides it."""
    if message.type == type_name(Exhausted):
        given_up = read(Exhausted, message.body)
        effect = given_up.effect if isinstance(given_up, Exhausted) else ""
        return given_up, desk.process.exhausted.get(effect)
    route = desk.process.routes.get(message.type)
    return (read(route.model, message.body), route.decide) if route else (None, None)
