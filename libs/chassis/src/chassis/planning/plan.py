"""From loaded rows and a batch of messages to one commit."""

from collections.abc import Sequence
from typing import Any

from chassis.message import Kind, Message
from chassis.planning.desk import Desk
from chassis.planning.events import take_event
from chassis.planning.orders import take_order
from chassis.planning.requests import take_request
from chassis.planning.works import take_result, take_timer
from chassis.process import Process
from chassis.rows import Commit, Loaded

_TAKE = {
    Kind.EVENT: take_event,
    Kind.REQUEST: take_request,
    Kind.TIMER: take_timer,
    Kind.RESULT: take_result,
    Kind.OPERATOR: take_order,
}


def plan(process: Process[Any], loaded: Loaded, messages: Sequence[Message]) -> Commit:
    """Return everything that `messages` bring about on `loaded`. Pure: the same in, the same out."""
    desk = Desk(process, loaded)
    for message in messages:
        _TAKE[message.kind](desk, message)
    return desk.finish()
