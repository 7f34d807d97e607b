"""Parties' own topics, read from a cursor over HTTP. Such a topic has one partition: the cursor is an offset."""

import asyncio
from dataclasses import dataclass, field

import structlog
from aiokafka.errors import KafkaError

from chassis.bus.address import BusAddress
from chassis.bus.topic_reader import Page, TopicReader

IDLE = 120.0
"""Seconds after which a topic that nobody reads is let go."""
_log = structlog.get_logger()


class BusAway(Exception):  # noqa: N818
    """The broker can't be reached, or has no such topic (yet)."""


@dataclass(slots=True)
class PartyTopics:
    """Reads any party's topic, with one consumer for each topic that was asked for lately."""

    address: BusAddress
    _readers: dict[str, TopicReader] = field(default_factory=dict)

    async def read(self, topic: str, after: int | None, limit: int, wait: float) -> Page:
        """Return up to `limit` events behind the cursor `after`; without one, from the oldest that is kept.

        Where there are none, wait up to `wait` seconds for the first. A cursor that lies outside of what is kept (the
        topic was made anew, or the party was away for too long) goes on at the oldest. Raises `BusAway`.
        """
        await self._let_go()
        reader = self._readers.setdefault(topic, TopicReader(self.address, topic))
        try:
            return await reader.read(after, limit, wait)
        except (KafkaError, OSError, TimeoutError) as away:
            _log.warning("bus.away", topic=topic, reason=repr(away))
            await reader.close()
            raise BusAway(topic) from away

    async def close(self) -> None:
        """Let all topics go."""
        readers, self._readers = self._readers, {}
        for reader in readers.values():
            await reader.close()

    async def _let_go(self) -> None:
        now = asyncio.get_running_loop().time()
        idle = [topic for topic, reader in self._readers.items() if reader.idle_since < now - IDLE]
        for reader in [self._readers.pop(topic) for topic in idle]:
            await reader.close()
