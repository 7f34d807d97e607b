"""What there is to judge a history by, sorted for those who look."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from intake.domain.taking_up import TakenUp

from mante.simulation.history import History
from mante.simulation.outside.journal import Asked
from mante.simulation.outside.town import FAR_AWAY
from mante.simulation.script.lives import Life
from mante.simulation.world.bus import Record


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as it lay on the bus for the first time; `at` is when it was decided."""

    topic: str
    subject: UUID
    kind: str
    id: str
    cause: str
    sequence: int
    at: datetime
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Violation:
    """What didn't hold: which invariant, of which application, in words."""

    invariant: str
    subject: UUID | None
    words: str


@dataclass(slots=True)
class Evidence:
    """A history's facts, each event once; `of` has those of an application, topic by topic, in their numbers' order.

    Of whom was erased there are none: nothing is promised to them but that. `published` counts each publisher's.

    `sequences` are the numbers and ids of all that was published about an application on a topic, repetitions too.
    """

    history: History
    facts: list[Fact] = field(default_factory=list)
    published: Counter[str] = field(default_factory=Counter)
    of: dict[UUID, list[Fact]] = field(default_factory=dict)
    sequences: dict[tuple[str, UUID], list[tuple[int, str]]] = field(default_factory=dict)
    _written: dict[tuple[str, UUID], bytes] = field(default_factory=dict)
    _notices: dict[UUID, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read everything that services wrote."""
        known: set[str] = set()
        for place in sorted(self.history.scene.bus.places):
            for record in self.history.scene.bus.places[place]:
                self._read(record, known)
        for facts in self.of.values():
            facts.sort(key=lambda fact: (fact.topic, fact.sequence))

    def _read(self, record: Record, known: set[str]) -> None:
        headers = dict(record.headers)
        if "ce_sequence" not in headers:
            return
        identity, number = headers["ce_id"].decode(), int(headers["ce_sequence"])
        at = (record.topic, record.subject)
        self.sequences.setdefault(at, []).append((number, identity))
        if identity in known:
            return
        known.add(identity)
        if record.subject in self.history.scene.erased:
            return
        self.published[record.topic.split(".", 1)[0]] += 1
        kind, cause = headers["ce_type"].split(b".")[1].decode(), headers["ce_causationid"].decode()
        said = orjson.loads(record.value or b"{}")
        decided = datetime.fromisoformat(headers["ce_time"].decode())
        fact = Fact(record.topic, record.subject, kind, identity, cause, number, decided, said)
        self.facts.append(fact)
        self.of.setdefault(record.subject, []).append(fact)

    def all(self, *kinds: str) -> Iterator[Fact]:
        """Give every fact of these kinds."""
        return (fact for fact in self.facts if fact.kind in kinds)

    def about(self, subject: UUID, *kinds: str) -> list[Fact]:
        """Return the facts of these kinds about one application."""
        return [fact for fact in self.of.get(subject, ()) if fact.kind in kinds]

    def began_far_away(self, subject: UUID) -> bool:
        """Say whether a hospital elsewhere opened an application."""
        life = self.history.scene.life(subject)
        return life is not None and life.channel == FAR_AWAY

    def taking_up(self) -> Iterator[tuple[Asked, TakenUp, Life]]:
        """Give each request to act on an application at the web page."""
        for asked in self.history.scene.journal.asked:
            life = self.history.scene.life(asked.subject)
            if isinstance(asked.body, TakenUp) and life is not None:
                yield asked, asked.body, life

    def written(self, service: str, subject: UUID) -> bytes:
        """Return what a service has of an application in the end, as JSON; nothing where there is nothing."""
        at = (service, subject)
        if at not in self._written:
            row = self.history.instances[service].node.storage.rows.get(subject)
            state = row.state if row else None
            self._written[at] = b"" if state is None else self.history.memories[service].written(state)
        return self._written[at]

    def notices(self, subject: UUID) -> Sequence[Mapping[str, Any]]:
        """Return the notices that notify owes, or owed, about an application."""
        if subject not in self._notices:
            text = self.written("notify", subject)
            self._notices[subject] = orjson.loads(text)["notices"] if text else ()
        return self._notices[subject]
