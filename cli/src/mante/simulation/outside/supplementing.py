"""The person answers a supplement request: in good time, at the last minute, too late, by halves, or never."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from contracts.events.requests import SupplementLodged

from mante.simulation.outside.calling import Answer
from mante.simulation.outside.channel import Said
from mante.simulation.outside.person import Person
from mante.simulation.script.turns import Turn

LAST_MINUTE = timedelta(minutes=6)
TOO_LATE = timedelta(seconds=5)
BETWEEN_HALVES = timedelta(hours=2)


@dataclass(slots=True)
class Supplementing:
    """Answers each round once."""

    person: Person
    _rounds: set[int] = field(default_factory=set)

    def plan(self, said: Said) -> None:
        """Plan the answer to a request, unless that was done."""
        asked, life = said["round"], self.person.life
        if asked in self._rounds or life.takes(Turn.NEVER_SUPPLEMENTS):
            return
        self._rounds.add(asked)
        materials = list(dict.fromkeys(item["material"] for item in said["items"]))
        halves = [materials[:1], materials[1:] or materials]
        when = self._when(datetime.fromisoformat(said["answer_by"]))
        for number, part in enumerate(halves if life.takes(Turn.SUPPLEMENTS_BY_HALVES) else [materials]):
            self.person.scene.agenda.at(when + number * BETWEEN_HALVES, partial(self._provide, asked, part))

    def _when(self, until: datetime) -> datetime:
        if self.person.life.takes(Turn.SUPPLEMENTS_AT_THE_LAST_MINUTE):
            return until - LAST_MINUTE
        if self.person.life.takes(Turn.SUPPLEMENTS_TOO_LATE):
            return until + TOO_LATE
        return self.person.scene.agenda.now + timedelta(hours=self.person.dice.choice((3, 50)))

    async def _provide(self, asked: int, materials: Sequence[str]) -> None:
        async def uploaded(_: Answer) -> None:
            papers = tuple(self.person.papers[material] for material in materials)
            self.person.tell(f"hands in a supplement of {len(papers)} papers")
            await self.person.ask(SupplementLodged(round=asked, papers=papers), self.person.key("supplement"))

        await self.person.upload(materials, "", uploaded)
