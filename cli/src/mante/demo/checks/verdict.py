"""All checks together; what is merely late is waited for."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

from mante.demo.checks import endings, messages, notices, papers, sequences
from mante.demo.checks.fault import Fault, lost
from mante.demo.checks.topics import Event, Topics
from mante.demo.journal import Journal
from mante.demo.operators import Operators
from mante.demo.place import Place
from mante.demo.quiet import quiet
from mante.demo.story.scene import Scene

LONGEST = 60.0  # seconds from quiet to everything being where it belongs
_EVERY = 1.0


@dataclass
class Auditor:
    """Looks at one stack from outside."""

    place: Place
    scene: Scene
    journal: Journal
    topics: Topics

    async def verdict(self) -> list[Fault]:
        """Return what is wrong when nothing is under way any more, in the store, too."""
        faults = await self.all_there()
        events = self.topics.events
        return [*faults, *await asyncio.to_thread(lambda: list(papers.check(events, self.place.s3)))]

    async def all_there(self) -> list[Fault]:
        """Return what is wrong apart from papers; what only seems lost gets a minute to turn up.

        Before time is moved everything has to be there: a receipt that is on its way would come too late.
        """
        until = time.monotonic() + LONGEST
        while True:
            await quiet(self.scene.operators)
            faults = await self._look()
            if not any(fault.kind == "lost" for fault in faults) or time.monotonic() > until:
                return faults
            await asyncio.sleep(_EVERY)

    async def _look(self) -> list[Fault]:
        events = await self.topics.read()
        ours = {application.id for application in self.scene.applications}
        ledger = await self.scene.gateway.ledger()
        shown = [message for channel in self.scene.through.values() for message in channel.news.messages]
        kept_back = await _kept_back(self.scene.operators)
        told = (*messages.check_ledger(ledger), *messages.check_shown(events, shown, ours))
        return [*self._by_events(events, ours), *told, *kept_back]

    def _by_events(self, events: list[Event], ours: set[str]) -> Iterator[Fault]:
        yield from sequences.check(events)
        yield from endings.check(events, self.journal, self.scene.applications)
        yield from notices.check([event for event in events if event.subject in ours])


async def _kept_back(operators: Operators) -> list[Fault]:
    """Return a fault for each message that a service could not decide."""
    status = await operators.status()
    return [lost(f"{service} keeps back {row}") for service, one in status.items() for row in one["kept_back"]]
