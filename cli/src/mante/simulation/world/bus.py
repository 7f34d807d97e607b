"""A bus as Kafka is one: partitions that keep what was appended, in order, for whoever reads from whatever place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import TypeAlias
from uuid import UUID

import orjson
from chassis.bus.families import member
from chassis.relay.partitioning import key_of, partition_of
from contracts.cloudevents import Headers

PARTITIONS = 3
"""Of a service's topic. The real ones have more; three are enough for applications to share one, or not to."""

Place: TypeAlias = tuple[str, int]


@dataclass(slots=True)
class Record:
    """What lies on a topic. `envelope` are its headers as one reads them, `at` when it was appended."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    subject: UUID
    at: datetime


Listener: TypeAlias = Callable[[Record], None]


@dataclass(slots=True)
class Bus:
    """All topics. A listener is told of what was appended; it reads whenever it likes."""

    clock: Callable[[], datetime]
    places: dict[Place, list[Record]] = field(default_factory=dict)
    records: int = 0
    losing: set[str] = field(default_factory=set)
    _listeners: dict[str, list[Listener]] = field(default_factory=dict)
    _digest: "blake2b" = field(default_factory=lambda: blake2b(digest_size=16))

    def listen(self, topic: str, listener: Listener) -> None:
        """Tell `listener` of everything that is appended to a topic from now on."""
        self._listeners.setdefault(topic, []).append(listener)

    def publish(self, topic: str, subject: UUID, headers: bytes, value: bytes) -> None:
        """Append a service's event, as the relay does; `headers` are those of a row of the outbox.

        A topic that is `losing` acknowledges it like any other, and doesn't have it afterwards.
        """
        told = tuple((name, text.encode()) for name, text in orjson.loads(headers).items())
        self._digest.update(headers)
        if topic in self.losing:
            return
        self._append(topic, subject, told, value, key_of(subject))

    def send(self, topic: str, subject: UUID, headers: Headers, value: bytes | None, key: bytes | None) -> Record:
        """Append what a party sends."""
        self._digest.update(repr(headers).encode())
        return self._append(topic, subject, tuple(headers), value, key)

    def _append(
        self, topic: str, subject: UUID, headers: tuple[tuple[str, bytes], ...], value: bytes | None, key: bytes | None
    ) -> Record:
        found = member(topic)
        partition = partition_of(subject, PARTITIONS) if found is None or found.party is None else 0
        lying = self.places.setdefault((topic, partition), [])
        record = Record(topic, partition, len(lying), key, value, headers, subject, self.clock())
        lying.append(record)
        self.records += 1
        self._digest.update(value or b"")
        for listener in self._listeners.get(topic, ()):
            listener(record)
        return record

    def end(self, place: Place) -> int:
        """Return the offset of what will be appended next."""
        return len(self.places.get(place, ()))

    def all_of(self, topic: str) -> list[Record]:
        """Return everything that lies on a topic, partition after partition."""
        return [record for place in sorted(self.places) if place[0] == topic for record in self.places[place]]

    @property
    def digest(self) -> str:
        """Whatever was appended, in its order, as one number."""
        return self._digest.hexdigest()
