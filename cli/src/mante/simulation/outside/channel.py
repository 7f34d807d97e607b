"""A channel's system: reads its own topic as the client kit does, and asks for people, over HTTP or the bus."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

import orjson
from contracts.catalogue import INTAKE_UPDATES, TOPIC_OF
from contracts.cloudevents import Envelope, to_headers
from contracts.codec import encode
from contracts.event import Event
from contracts.ids import derived

from mante.simulation.outside.calling import Answer, Call, Caller, Then
from mante.simulation.outside.journal import Asked
from mante.simulation.outside.town import ON_KAFKA
from mante.simulation.scene import Scene
from mante.simulation.world.asking import Asking
from mante.simulation.world.bus import Record
from mante.simulation.world.hearing import delay

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody asks: so many times at once, and maybe without hearing the first answer."""

    times: int = 1
    loses_the_first_answer: bool = False


PLAINLY = Manner()


class Hears(Protocol):
    """Somebody who follows an application through this channel."""

    async def hears(self, event: str, said: Said) -> None:
        """Hear one piece of news."""


@dataclass(slots=True)
class Reader:
    """One party's own topic, read in order; what is repeated is dropped by its number."""

    scene: Scene
    topic: str
    heard: Callable[[UUID, str, Said], Awaitable[None]]
    _read: int = 0
    _seen: dict[UUID, int] = field(default_factory=dict)
    _planned: bool = False

    def __post_init__(self) -> None:
        """Listen."""
        self.scene.bus.listen(self.topic, self._lies)

    def _lies(self, record: Record) -> None:
        if not self._planned:
            self._planned = True
            self.scene.agenda.on_the_beat(delay(self.scene.dice(record.subject).random()), 1, self._take)

    async def _take(self) -> None:
        self._planned = False
        records = self.scene.bus.places[self.topic, 0][self._read :]
        self._read += len(records)
        for record in records:
            headers = dict(record.headers)
            number = int(headers["ce_sequence"])
            if number > self._seen.get(record.subject, 0):
                self._seen[record.subject] = number
                name = headers["ce_type"].split(b".")[1].decode()
                await self.heard(record.subject, name, orjson.loads(record.value or b"{}"))


@dataclass(slots=True)
class Channel:
    """One channel. `people` are those who follow an application through it."""

    code: str
    scene: Scene
    caller: Caller
    desk: Asking
    people: dict[UUID, Hears] = field(default_factory=dict)
    _awaited: dict[str, tuple[Asked, Then]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the channel's topic."""
        Reader(self.scene, INTAKE_UPDATES.of(self.code), self._heard)

    async def ask(self, body: Event, subject: UUID, key: str, then: Then, manner: Manner = PLAINLY) -> None:
        """Ask intake for something; `key` tells the requests of one application apart."""
        if self.code in ON_KAFKA:
            self._send(body, subject, key, then, manner.times)
            return
        call = Call(
            self.code,
            self.code,
            subject,
            body,
            f"{subject}/{key}",
            loses_the_first_answer=manner.loses_the_first_answer,
        )
        await self.caller.ask(self.desk, call, then, manner.times)

    def _send(self, body: Event, subject: UUID, key: str, then: Then, times: int) -> None:
        now, identity = self.scene.agenda.now, derived(subject, f"{self.code}/{key}")
        entry = self.caller.journal.invoke(now, self.code, subject, str(identity), body)
        entry.identities.append(identity)
        self._awaited[str(identity)] = entry, then
        source = f"/channels/{self.code}"
        headers = to_headers(Envelope(identity, body.type_name(), source, subject, now, identity))
        for _ in range(times):
            entry.tries += 1
            topic = TOPIC_OF[type(body)].of(self.code)
            self.scene.bus.send(topic, subject, headers, encode(body), str(subject).encode())

    async def _heard(self, subject: UUID, event: str, said: Said) -> None:
        if event in ("RequestAccepted", "RequestRefused"):
            await self._answered(event, said)
        if (person := self.people.get(subject)) is not None:
            await person.hears(event, said)

    async def _answered(self, event: str, said: Said) -> None:
        entry, then = self._awaited.pop(said["request_id"], (None, None))
        if entry is None or then is None:
            return
        status = 200 if event == "RequestAccepted" else 409
        entry.answered(status, orjson.dumps(said), said.get("code", ""))
        await then(Answer(status, said))
