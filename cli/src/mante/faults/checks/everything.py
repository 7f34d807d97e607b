"""All checks together, when everything has come to rest."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mante.demo.checks import endings, messages, notices, papers
from mante.demo.checks.topics import Event, Topics
from mante.demo.quiet import StillBusy, quiet
from mante.faults.checks import clients, order, stored
from mante.faults.finding import Finding, Kind, as_finding
from mante.faults.ground import Ground

LATEST = 60.0
"""Seconds from rest to everything being where it belongs: a receipt may be on its way."""


@dataclass(frozen=True)
class Auditor:
    """Looks at one system from outside."""

    ground: Ground
    topics: Topics

    async def verdict(self) -> list[Finding]:
        """Return what is wrong; what only seems lost gets a minute to turn up."""
        findings, until = await self._look(), asyncio.get_running_loop().time() + LATEST
        while findings and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(1)
            findings = await self._look()
        events, store = self.topics.events, self.ground.place.s3
        kept = await asyncio.to_thread(lambda: list(papers.check(events, store)))
        astray = [Finding(Kind.UNSETTLED, what) for what in self.ground.load.astray]
        return list(dict.fromkeys([*findings, *map(as_finding, kept), *astray]))

    async def _look(self) -> list[Finding]:
        try:
            await quiet(self.ground.scene.operators)
        except StillBusy as busy:
            return [Finding(Kind.UNSETTLED, f"not at rest: {busy}")]
        events = await self.topics.read()
        held, known = await stored.read(self.ground.watch), await stored.applications(self.ground.watch)
        ours = {application.id for application in self.ground.scene.applications}
        return [
            *order.check(events, self.ground.lost),
            *stored.check(held, events, self.ground.poison),
            *stored.invented(ours, known),
            *clients.unsettled(self.ground.journal.entries),
            *clients.warned_twice(events),
            *await self._told(events, ours),
        ]

    async def _told(self, events: Sequence[Event], ours: set[str]) -> list[Finding]:
        """Return what the demonstration's checks find: endings, notices, messages."""
        ledger = await self.ground.scene.gateway.ledger()
        shown = [message for channel in self.ground.scene.through.values() for message in channel.news.messages]

        def found() -> Iterator[Finding]:
            yield from map(as_finding, endings.check(events, self.ground.journal, self.ground.scene.applications))
            yield from map(as_finding, notices.check([event for event in events if event.subject in ours]))
            yield from map(as_finding, messages.check_ledger(ledger))
            yield from map(as_finding, messages.check_shown(events, shown, ours))

        return list(found())
