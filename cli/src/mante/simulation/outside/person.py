"""A person behind an application: asks through a channel, uploads papers, shows what the channel is to show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import sha256
from random import Random
from uuid import UUID

from contracts.event import Event
from contracts.events.requests import NamedPaper
from documents.domain.inspecting import CompletionTold
from documents.domain.ticketing import DeclaredPaper, TicketsAsked
from policy.pack import Pack

from mante.simulation.outside.calling import Answer, Call, Then, nothing
from mante.simulation.outside.channel import Channel, Manner
from mante.simulation.outside.store import Upload
from mante.simulation.scene import Scene
from mante.simulation.script.chances import happens
from mante.simulation.script.lives import Life
from mante.simulation.script.turns import Turn
from mante.simulation.world.asking import Asking

MINUTE, HOUR = 60.0, 3600.0
SIZE = 400_000
ON_ITS_WAY = timedelta(minutes=8)
"""How long a photograph travels that is late."""


@dataclass(slots=True)
class Person:
    """One life's person. `papers` are those uploaded last, by material; `desk` is where documents is asked."""

    life: Life
    id: UUID
    scene: Scene
    channel: Channel
    desk: Asking
    pack: Pack
    papers: dict[str, NamedPaper] = field(default_factory=dict)
    _keys: int = 0

    @property
    def dice(self) -> Random:
        """What the life's chances are drawn from."""
        return self.scene.dice(self.id)

    def tell(self, what: str) -> None:
        """Write down what the person does."""
        self.scene.tell("applicant", what, self.id)

    def key(self, name: str) -> str:
        """Return a key that was not used before."""
        self._keys += 1
        return f"{name}:{self._keys}"

    async def ask(self, body: Event, key: str, then: Then = nothing) -> None:
        """Ask intake for something, in the person's own manner."""
        manner = Manner(2 if self.life.takes(Turn.TAPS_TWICE) else 1, self.life.takes(Turn.LOSES_ANSWERS))
        await self.channel.ask(body, self.id, key, then, manner)

    async def upload(self, materials: Sequence[str], bad: str, then: Then) -> None:
        """Get tickets, upload, and go on with `then` some minutes later; `bad` is the one that can't be read."""
        key = self.key("tickets")
        declared = [self._declared(material, key) for material in materials]
        asked = TicketsAsked(
            papers=tuple(declared), materials=tuple(materials), pack_id=self.pack.id, pack_version=self.pack.version
        )

        async def ticketed(answer: Answer) -> None:
            if answer.is_ok:
                self._put(answer, declared, bad)
                await self._tell_of_uploads(declared)
                self.scene.agenda.on_the_beat(MINUTE * self.dice.choice((1, 3)), 60, partial(then, answer))

        await self.channel.caller.ask(self.desk, self._call(asked, key), ticketed)

    def _declared(self, material: str, key: str) -> DeclaredPaper:
        content = sha256(f"{self.life.number}/{material}/{key}".encode()).hexdigest()
        return DeclaredPaper(material=material, media_type="image/jpeg", size=SIZE, sha256=content)

    def _put(self, answer: Answer, declared: Sequence[DeclaredPaper], bad: str) -> None:
        now = self.scene.agenda.now
        arrives = now + ON_ITS_WAY if self.life.takes(Turn.UPLOADS_LATE) else now
        for ticket, paper in zip(answer.said["tickets"], declared, strict=True):
            document = UUID(ticket["document_id"])
            self.papers[paper.material] = NamedPaper(document_id=document, material=paper.material)
            upload = Upload(paper.sha256, paper.size, paper.material == bad, arrives)
            self.scene.store.put(self.id, document, upload)

    async def _tell_of_uploads(self, declared: Sequence[DeclaredPaper]) -> None:
        if happens(self.dice, 0.5):
            return  # handing in names the papers anyway
        for paper in declared:
            document = self.papers[paper.material].document_id
            call = self._call(CompletionTold(document_id=document), f"complete:{document}")
            await self.channel.caller.ask(self.desk, call, nothing)

    def _call(self, body: TicketsAsked | CompletionTold, key: str) -> Call:
        source = f"{self.channel.code}/{self.id}"
        return Call(source, self.channel.code, self.id, body, key, self.life.takes(Turn.LOSES_ANSWERS))
