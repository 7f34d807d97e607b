"""What the leader does: read the lowest rows, publish each topic's, delete what was acknowledged, again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, ProducerClosed

from chassis.bus.address import BusAddress
from chassis.failpoints import Point, reach
from chassis.relay import gauges, outbox
from chassis.relay.held import Held
from chassis.relay.outbox import Row
from chassis.relay.producing import BATCH_BYTES, Attempt, close_producer, open_producer, publish
from chassis.relay.session import Session

PATIENCE = 0.25
"""Seconds that a page waits for a slow topic before the others go on without it."""
MEASURE_EVERY = 5.0
AWAY = 1.0
OLD_TRANSACTION = 60.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Leader:
    """One leadership, from the lock to its loss. Every statement is on the session that holds the lock."""

    name: str
    address: BusAddress
    session: Session
    _producer: AIOKafkaProducer | None = None
    _under_way: dict[str, asyncio.Task[Attempt]] = field(default_factory=dict)
    _held: Held = field(default_factory=Held)
    _most: dict[str, int] = field(default_factory=dict)
    _measured: float = 0.0

    async def turn(self) -> int:
        """Publish one page; return how many rows it had, 0 if not all went well. Raises one of `session.LOST`."""
        await self._measure()
        rows = await self.session.fetch(outbox.READ, self._excluded(), outbox.PAGE)
        if rows and (producer := await self._ready()):
            reach(Point.READ)
            await asyncio.wait(self._begin(producer, rows), timeout=PATIENCE)
        return len(rows) if await self._settle() else 0

    def pending(self) -> list[asyncio.Task[Attempt]]:
        """Return what is on its way: a slow topic's rows, to be settled when the broker answers."""
        return list(self._under_way.values())

    async def close(self) -> None:
        """Give up what is on its way; the next leader publishes it again."""
        await self._drop_producer()
        if self._under_way:
            await asyncio.wait(self._under_way.values())
        for gauge in (gauges.OLDEST, gauges.HELD, gauges.TRANSACTION):
            gauge.labels(self.name).set(0)

    def _excluded(self) -> list[str]:
        return [*self._held.current(self._now()), *self._under_way]

    async def _ready(self) -> AIOKafkaProducer | None:
        if self._producer is None:
            try:
                self._producer = await open_producer(self.address, f"{self.name}-relay")
            except (KafkaError, OSError, TimeoutError) as away:
                _log.warning("bus.away", reason=repr(away))
                await asyncio.sleep(AWAY)
        return self._producer

    def _begin(self, producer: AIOKafkaProducer, rows: Sequence[Row]) -> list[asyncio.Task[Attempt]]:
        by_topic: dict[str, list[Row]] = {}
        for row in rows:
            by_topic.setdefault(row["topic"], []).append(row)
        for topic, its in by_topic.items():
            publishing = publish(producer, topic, its, self._most.get(topic, BATCH_BYTES))
            self._under_way[topic] = asyncio.create_task(publishing, name=f"relay-{topic}")
        return [self._under_way[topic] for topic in by_topic]

    async def _settle(self) -> bool:
        """Take the published rows out of the outbox; hold the topics that failed. Say whether all went well."""
        done = [topic for topic, task in self._under_way.items() if task.done()]
        attempts = [self._under_way.pop(topic).result() for topic in done]
        sent = [row_id for attempt in attempts for row_id in attempt.sent]
        if sent:
            reach(Point.PUBLISHED)
            await self.session.execute(outbox.MOVE, sent)
            reach(Point.MOVED)
            gauges.PUBLISHED.labels(self.name).inc(len(sent))
        for attempt in attempts:
            self._judge(attempt)
        if any(attempt.unhealed for attempt in attempts):
            await self._drop_producer()
        return all(attempt.error is None for attempt in attempts)

    def _judge(self, attempt: Attempt) -> None:
        if attempt.error is None:
            self._held.release(attempt.topic)
        if attempt.error is None or isinstance(attempt.error, ProducerClosed):
            return
        if attempt.too_large:
            self._most[attempt.topic] = self._most.get(attempt.topic, BATCH_BYTES) // 2
        pause = self._held.hold(attempt.topic, self._now())
        _log.warning("topic.held", topic=attempt.topic, reason=repr(attempt.error), seconds=pause)

    async def _drop_producer(self) -> None:
        """Go on with a new producer: after an error the numbering of this one may differ from the broker's."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await close_producer(producer)

    async def _measure(self) -> None:
        if self._now() - self._measured < MEASURE_EVERY:
            return
        self._measured = self._now()
        gauges.OLDEST.labels(self.name).set(await self.session.fetchval(outbox.AGE))
        gauges.HELD.labels(self.name).set(len(self._held))
        open_for = await self.session.fetchval(outbox.OLDEST_TRANSACTION)
        gauges.TRANSACTION.labels(self.name).set(open_for)
        if open_for > OLD_TRANSACTION:
            _log.error("transaction.overdue", seconds=round(open_for))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
