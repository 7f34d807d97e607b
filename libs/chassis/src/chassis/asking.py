"""Requests from outside, gathered into groups: while the transactions before it run, the next group waits.

No window and no timer: back-pressure alone makes the groups, so that nothing is slower when idle. Two are in hand at a
time: one is decided while the other waits for the disk.
"""

import asyncio
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from contracts.event import Part
from contracts.ids import uuid7

from chassis.engine import Engine
from chassis.message import Kind, Message
from chassis.observing.traces import Trace
from chassis.process import type_name
from chassis.rows import Reply

PATIENCE = 5.0
_Key: TypeAlias = tuple[str, str]


def request_of(  # noqa: PLR0913 - what a request has
    source: str,
    body: Part,
    subject: UUID,
    *,
    actor: str = "",
    key: str = "",
    trace: Trace | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Message:
    """Return what `source` asks of one aggregate. `actor` is who is in the audit, where that says more.

    The same `key` again gets the same answer; without one it is a request of its own. `trace` is the step of whoever
    asked over HTTP. What is made from an `id` is the same each time, if the request is decided once more.
    """
    identity = uuid7()
    return Message(
        kind=Kind.REQUEST,
        id=id or identity,
        source=source,
        subject=subject,
        type=type_name(type(body)),
        body=body,
        actor=actor or source,
        correlation_id=identity,
        key=key or str(identity),
        traceparent=str(trace) if trace else None,
    )


class Busy(Exception):  # noqa: N818
    """The same request is still being decided; ask again in a moment."""


@dataclass(slots=True)
class _Waiting:
    message: Message
    reply: asyncio.Future[Reply]


@dataclass(slots=True)
class Counter:
    """Where requests are handed in. Answers within `PATIENCE` seconds or raises `Busy` or `Away`.

    One transaction decides at most `together` of them, and `at_once` run beside each other.
    """

    engine: Engine
    together: int
    at_once: int = 2
    _queue: list[_Waiting] = field(default_factory=list)
    _in_hand: set[_Key] = field(default_factory=set)
    _clerks: set[asyncio.Task[None]] = field(default_factory=set)

    async def ask(self, message: Message) -> Reply:
        """Return the answer to one request."""
        waiting = _Waiting(message, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._clerks = {clerk for clerk in self._clerks if not clerk.done()}
        if len(self._clerks) < self.at_once:
            self._clerks.add(asyncio.create_task(self._serve()))
        try:
            async with asyncio.timeout(PATIENCE):
                return await waiting.reply
        except TimeoutError:
            raise Busy from None

    async def _serve(self) -> None:
        # Whoever waits for a key that is in hand is served by the clerk who has it.
        while group := self._next_group():
            self._in_hand |= group.keys()
            try:
                await self._decide(list(group.values()))
            finally:
                self._in_hand -= group.keys()

    async def _decide(self, group: list[_Waiting]) -> None:
        try:
            replies = await self.engine.decide([one.message for one in group], PATIENCE)
        except Exception as error:  # noqa: BLE001 - `Away` or a defect: whoever asked gets it, the next group is served
            for one in group:
                _give(one, error)
        else:
            for one, reply in zip(group, replies, strict=True):
                _give(one, reply)

    def _next_group(self) -> dict[_Key, _Waiting]:
        """Take what waits, but a key only once: its repetition then finds the stored answer."""
        group: dict[_Key, _Waiting] = {}
        rest = []
        for waiting in self._queue:
            at = (waiting.message.source, waiting.message.key)
            if waiting.reply.done():
                continue
            if at in group or at in self._in_hand or len(group) == self.together:
                rest.append(waiting)
            else:
                group[at] = waiting
        self._queue = rest
        return group


def _give(waiting: _Waiting, outcome: Reply | Exception) -> None:
    if waiting.reply.done():
        return
    if isinstance(outcome, Exception):
        waiting.reply.set_exception(outcome)
    else:
        waiting.reply.set_result(outcome)
