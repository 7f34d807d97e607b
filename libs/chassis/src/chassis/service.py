"""A service, whole: everything around its process, started in order and stopped in reverse."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from contracts.catalogue import Topic
from fastapi import APIRouter, FastAPI

from chassis.arrivals import Arrivals
from chassis.asking import Counter
from chassis.bus.address import BusAddress
from chassis.bus.consumer import Consumer
from chassis.bus.party_topics import PartyTopics
from chassis.chores import fire_timers, keep_house, keep_time, tend
from chassis.database import opened
from chassis.effects import EffectWorkers
from chassis.ending import end
from chassis.engine import Engine
from chassis.foundation import Foundation
from chassis.http.addresses import Addresses
from chassis.http.application import new_application
from chassis.http.health import Heart, health_routes
from chassis.http.inside import Inside, put_inside
from chassis.http.limits import Buckets
from chassis.observing import backlog, decisions, figures
from chassis.operations.routes import operation_routes
from chassis.parties.following import Following
from chassis.performer import Performer, performers_by_kind
from chassis.process import Process
from chassis.readiness import Readiness
from chassis.relay import Relay
from chassis.rows import Commit
from chassis.serving import main
from chassis.storage import Away
from chassis.storage.postgres import PostgresStorage
from chassis.timers import Timers

__all__ = ["Service", "main"]

FIRST_LOOK = 5.0
"""Seconds that a start waits for the database; then it goes on, not ready."""
_log = structlog.get_logger()


@dataclass(slots=True)
class Service:
    """One instance of a service. `sources` are the topics it consumes, `ingress` the families of parties' topics.

    `closing` is called at the end, last first; `chores` have no end, and are begun again should they fall. Make it
    inside the running loop.
    """

    ground: Foundation
    process: Process[Any]
    routers: Sequence[APIRouter] = ()
    performers: Sequence[Performer[Any]] = ()
    sources: Sequence[Topic] = ()
    ingress: Sequence[Topic] = ()
    closing: Sequence[Callable[[], Awaitable[None]]] = ()
    chores: Mapping[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    storage: PostgresStorage = field(init=False)
    engine: Engine = field(init=False)
    arrivals: Arrivals = field(init=False)
    counter: Counter = field(init=False)
    workers: EffectWorkers = field(init=False)
    timers: Timers = field(init=False)
    relay: Relay | None = field(init=False, default=None)
    inside: Inside = field(init=False)
    readiness: Readiness = field(init=False)
    following: Following | None = field(init=False, default=None)
    app: FastAPI = field(init=False)
    _heart: Heart = field(default_factory=Heart)

    def __post_init__(self) -> None:
        """Put the parts together; nothing connects yet."""
        settings, bus = self.ground.settings, self.ground.bus
        self.storage = PostgresStorage(self.ground.pool, movable=not settings.in_production)
        self.engine = Engine(self.process, self.storage, on_commit=self._committed)
        self.arrivals = Arrivals(self.engine, self.ground.parties)
        self.counter = Counter(self.engine, settings.requests_together)
        self.workers = EffectWorkers(self.storage, self.engine, performers_by_kind(self.performers))
        self.timers = Timers(self.storage, self.engine)
        self.readiness = Readiness(self.ground.pool, self.process.name)
        if settings.parties_file is not None:
            self.following = Following(self.ground.pool, settings.parties_file, self.ground.parties.refresh)
        buckets = Buckets(settings.requests_per_second, settings.requests_burst)
        topics, addresses = PartyTopics(bus) if bus else None, Addresses.of(settings)
        self.inside = Inside(self.ground.parties, self.counter, topics, buckets, addresses)
        self.app = self._application()

    def _application(self) -> FastAPI:
        own = [health_routes(self._heart, self.readiness.unready), operation_routes(self)]
        documented = not self.ground.settings.in_production
        app = new_application(self.process.name, [*self.routers, *own], documented=documented)
        put_inside(app, self.inside)
        app.router.lifespan_context = self._lifespan
        return app

    def _committed(self, commit: Commit) -> None:
        if commit.outbox and self.relay is not None:
            self.relay.wake()
        if commit.effects:
            self.workers.wake()
        decisions.tell(commit)
        for type_name in commit.unknown_types:
            figures.UNKNOWN_TYPES.labels(self.process.name, type_name).inc()

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        async with self.running():
            yield

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start everything (once the database is there); stop it in reverse order on leaving."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(opened(self.ground.pool))
            for close in self.closing:
                stack.push_async_callback(close)
            stack.push_async_callback(end, asyncio.create_task(tend("heart", self._heart.beat)))
            beginning = asyncio.create_task(self._begin(stack))
            try:
                await asyncio.wait([beginning], timeout=FIRST_LOOK)
                if beginning.done():
                    beginning.result()
                yield
            finally:
                self.inside.stopping.set()
                await end(beginning)
        _log.info("service.stopped")

    async def _begin(self, stack: AsyncExitStack) -> None:
        await self._wait_for_the_database()
        for name, chore in self._chores():
            stack.push_async_callback(end, asyncio.create_task(tend(name, chore), name=name))
        if self.ground.bus is not None:
            await self._join_the_bus(stack, self.ground.bus)
        self.readiness.begun = True
        _log.info("service.started")

    async def _wait_for_the_database(self) -> None:
        while True:
            missing = await self.readiness.missing()
            try:
                if not missing:
                    await self._learn_the_parties()
                    return
            except Away as away:
                missing = str(away)
            _log.warning("service.waiting", reason=missing)
            await asyncio.sleep(1)

    async def _learn_the_parties(self) -> None:
        """A party that was suspended while this service was away must not come in for a moment."""
        if self.following is not None:
            await self.following.look()
        await self.ground.parties.refresh()

    def _chores(self) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
        pool, movable = self.ground.pool, not self.ground.settings.in_production
        yield "parties", self.ground.parties.run
        if self.following is not None:
            yield "parties file", self.following.run
        yield "clock", partial(keep_time, self.ground.clock)
        yield "house", partial(keep_house, pool, self.ground.settings.published_days)
        yield "backlog", partial(backlog.keep_measuring, self.process.name, pool, movable=movable)
        yield "workers", self.workers.run
        yield from self.chores.items()
        if self.ground.bus is None:
            yield "timers", partial(fire_timers, self.timers)

    async def _join_the_bus(self, stack: AsyncExitStack, bus: BusAddress) -> None:
        if self.inside.topics is not None:
            stack.push_async_callback(self.inside.topics.close)
        dsn = self.ground.settings.postgres.get_secret_value()
        self.relay = Relay(dsn, bus, self.process.name, while_leading=[self.timers.fire_due])
        stack.push_async_callback(self.relay.stop)
        await self.relay.start()
        consumer = self._consumer(bus)
        stack.push_async_callback(consumer.stop)
        await consumer.start()

    def _consumer(self, bus: BusAddress) -> Consumer:
        topics, instance = [topic.name for topic in self.sources], self.ground.settings.instance
        return Consumer(bus, self.process, self.arrivals.handle, topics, self.ingress, instance)
