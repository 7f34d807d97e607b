"""What comes from the bus, on its way to the engine: only parties that take part are heard, and each batch is timed."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from chassis.engine import Engine
from chassis.message import Kind, Message
from chassis.observing import figures
from chassis.parties.directory import Directory
from chassis.parties.refreshing import Parties
from chassis.storage import Away

AGAIN = 1.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Takes batches from the bus."""

    engine: Engine
    parties: Parties

    async def handle(self, messages: Sequence[Message]) -> None:
        """Return once `messages` took effect, wait, or are parked."""
        began = time.perf_counter()
        await self.engine.handle(await self._admitted(messages))
        service, seconds = self.engine.process.name, time.perf_counter() - began
        figures.BATCH_SIZE.labels(service).observe(len(messages))
        figures.BATCH_SECONDS.labels(service).observe(seconds)
        _log.info("batch.decided", size=len(messages), ms=round(seconds * 1000, 1))

    async def _admitted(self, messages: Sequence[Message]) -> list[Message]:
        """Judge the senders; nobody is turned away by a list that may be some seconds old."""
        found = _judged(messages, self.parties.current())
        if any(after is not before for after, before in zip(found, messages, strict=True)):
            await self._look_again()
            found = _judged(messages, self.parties.current())
        return found

    async def _look_again(self) -> None:
        while True:
            try:
                await self.parties.refresh()
            except Away as away:
                _log.warning("directory.outdated", reason=str(away))
                await asyncio.sleep(AGAIN)
            else:
                return


def _judged(messages: Sequence[Message], directory: Directory) -> list[Message]:
    return [admitted(message, directory) for message in messages]


def admitted(message: Message, directory: Directory) -> Message:
    """Return the message; with a fault if its sender takes no part (any more), so that it is kept and not decided.

    The broker's access rules keep strangers out; this holds, too, where a rule is late or wrong.
    """
    if message.kind is not Kind.REQUEST or message.fault is not None:
        return message
    party = directory.party(message.actor)
    if party is None:
        return replace(message, fault=f"party: {message.actor} is unknown")
    return replace(message, fault=f"party: {party.code} is suspended") if party.suspended else message
