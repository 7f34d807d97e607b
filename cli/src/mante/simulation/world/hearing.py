"""An instance hears what lies on its topics: late, in batches, each partition in its order, and again if it must."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis.arrivals import admitted
from chassis.bus.families import pattern_of
from chassis.bus.records import messages_of
from chassis.parties import Directory
from chassis.rows import Commit
from contracts.catalogue import Topic

from mante.simulation.world.agenda import next_beat
from mante.simulation.world.bus import Bus, Place, Record
from mante.simulation.world.crashing import Crash
from mante.simulation.world.node import Node

MOST = 500
SLOW = 10
"""Seconds between the fetches of a consumer that is slow."""
AGAIN = 21_600.0
"""Seconds until a batch that failed is taken again, for ever: nothing may be passed over for a defect."""

MOSTLY, SOMETIMES = 0.7, 0.95


def delay(chance: float) -> float:
    """Return in how many seconds a record is heard: mostly at once, sometimes seconds, now and then minutes later."""
    if chance < MOSTLY:
        return 0.05
    return 10 * (chance - MOSTLY) if chance < SOMETIMES else 2400 * (chance - SOMETIMES)


@dataclass(slots=True)
class Hearing:
    """The consumers of one instance. `acknowledged` outlives it, `positions` doesn't."""

    node: Node
    bus: Bus
    topics: frozenset[str]
    ingress: Sequence[Topic]
    directory: Callable[[], Directory]
    acknowledged: dict[Place, int] = field(default_factory=dict)
    positions: dict[Place, int] = field(default_factory=dict)
    deaf: dict[str, datetime] = field(default_factory=dict)
    _due: dict[Place, datetime] = field(default_factory=dict)

    def subscribe(self, parties: Sequence[str]) -> None:
        """Listen to the topics, and to those that these parties write."""
        for topic in self.topics:
            self.bus.listen(topic, self.hears)
        for family in self.ingress:
            for party in parties:
                self.bus.listen(family.of(party), self.hears)

    def begin(self) -> None:
        """Go on behind what was acknowledged."""
        self.positions = dict(self.acknowledged)
        self._due = {}
        for place in self.mine():
            if self.positions.get(place, 0) < self.bus.end(place):
                self._look_at(place, self.node.agenda.now)

    def committed(self, commit: Commit) -> None:
        """Nothing follows from a commit."""

    def mine(self) -> list[Place]:
        """Return where records lie that this instance is to hear."""
        return [place for place in self.bus.places if self._is_mine(place[0])]

    def _is_mine(self, topic: str) -> bool:
        return topic in self.topics or any(re.fullmatch(pattern_of(family), topic) for family in self.ingress)

    def hears(self, record: Record) -> None:
        """Plan to read a record that was appended."""
        place = (record.topic, record.partition)
        if self.node.up and place not in self._due:
            later = delay(self.node.dice(record.subject).random())
            self._look_at(place, next_beat(record.at + timedelta(seconds=later), 1 if later < 1 else SLOW))

    def _look_at(self, place: Place, when: datetime) -> None:
        when = max(when, self.deaf.get(place[0], when))
        self._due[place] = when
        self.node.at(when, self.take)

    def rewind(self, by: int) -> None:
        """Read the last records of every partition again, as after a rebalance that lost an acknowledgement."""
        for place, position in self.positions.items():
            self.positions[place] = max(0, position - by)
            self._look_at(place, self.node.agenda.now)

    async def take(self) -> None:
        """Let the engine decide everything that has arrived, then acknowledge it."""
        now = self.node.agenda.now
        arrived = [place for place, due in self._due.items() if due <= now]
        if not arrived:
            return
        records: list[Record] = []
        for place in arrived:
            del self._due[place]
            start = self.positions.get(place, 0)
            records += self.bus.places[place][start : start + MOST]
        try:
            await self.decide(records)
        except Crash:
            raise
        except Exception as error:  # noqa: BLE001 - as the consumer does
            self.node.told(self.node.name, f"can't get past what it heard: {error!r}")
            for place in arrived:
                self._look_at(place, now + timedelta(seconds=AGAIN))
            return
        for record in records:
            self.positions[record.topic, record.partition] = record.offset + 1
        for place in arrived:
            self.acknowledged[place] = self.positions.get(place, 0)
            if self.positions.get(place, 0) < self.bus.end(place):
                self._look_at(place, now)

    async def decide(self, records: Sequence[Record]) -> None:
        """Hand records to the engine as the consumer does."""
        directory, messages = self.directory(), messages_of(records, self.node.process)
        await self.node.engine.handle([admitted(message, directory) for message in messages])
