"""A service, whole: everything around its process, started in order and stopped in reverse."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
import uvicorn
from contracts.catalogue import Topic
from fastapi import APIRouter, FastAPI

from chassis import migrations
from chassis.asking import Counter
from chassis.bus.consumer import Consumer
from chassis.bus.party_topics import PartyTopics
from chassis.chores import keep_house, keep_time
from chassis.effects import EffectWorkers, Performer, performers_by_kind
from chassis.engine import Engine
from chassis.foundation import Foundation
from chassis.http.application import new_application
from chassis.http.health import Heart, health_routes
from chassis.http.inside import Inside, put_inside
from chassis.http.limits import Buckets
from chassis.observing import backlog, figures, logs
from chassis.operations.routes import operation_routes
from chassis.parties.file import read
from chassis.parties.register import write
from chassis.process import Process
from chassis.relay import Relay
from chassis.rows import Commit
from chassis.settings import ServiceSettings
from chassis.storage import Away
from chassis.storage.errors import in_our_words
from chassis.storage.postgres import PostgresStorage
from chassis.timers import Timers

S = TypeVar("S", bound=ServiceSettings)
TIMERS_ALONE = 0.5
_log = structlog.get_logger()


@dataclass(slots=True)
class Service:
    """One instance of a service. `sources` are the topics it consumes, `ingress` the families of parties' topics."""

    ground: Foundation
    process: Process[Any]
    routers: Sequence[APIRouter] = ()
    performers: Sequence[Performer[Any]] = ()
    sources: Sequence[Topic] = ()
    ingress: Sequence[Topic] = ()
    closing: Sequence[Callable[[], Awaitable[None]]] = ()
    storage: PostgresStorage = field(init=False)
    engine: Engine = field(init=False)
    counter: Counter = field(init=False)
    workers: EffectWorkers = field(init=False)
    timers: Timers = field(init=False)
    relay: Relay | None = field(init=False)
    inside: Inside = field(init=False)
    app: FastAPI = field(init=False)
    _heart: Heart = field(default_factory=Heart)

    def __post_init__(self) -> None:
        """Put the parts together; nothing connects yet."""
        settings, bus = self.ground.settings, self.ground.bus
        self.storage = PostgresStorage(self.ground.pool, movable=not settings.in_production)
        self.engine = Engine(self.process, self.storage, on_commit=self._committed)
        self.counter = Counter(self.engine)
        self.workers = EffectWorkers(self.storage, self.engine, performers_by_kind(self.performers))
        self.timers = Timers(self.storage, self.engine)
        dsn = settings.postgres.get_secret_value()
        self.relay = Relay(dsn, bus, self.process.name, while_leading=[self.timers.fire_due]) if bus else None
        buckets = Buckets(settings.requests_per_second, settings.requests_burst)
        self.inside = Inside(self.ground.parties, self.counter, PartyTopics(bus) if bus else None, buckets)
        self.app = self._application()

    def _application(self) -> FastAPI:
        own = [health_routes(self._heart, self._unready), operation_routes(self)]
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
        for type_name in commit.unknown_types:
            figures.UNKNOWN_TYPES.labels(self.process.name, type_name).inc()

    async def _unready(self) -> str:
        try:
            with in_our_words():
                there = await migrations.is_migrated(self.ground.pool, migrations.migrations_of(self.process.name))
        except Away:
            return "the database is away"
        return "" if there else "the database isn't migrated"

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        async with self.running():
            yield

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start everything; stop it in reverse order on leaving."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self.ground.pool)
            for close in self.closing:
                stack.push_async_callback(close)
            await self._first_look()
            await self._start(stack)
            _log.info("service.started")
            yield
            self.inside.stopping.set()
        _log.info("service.stopped")

    async def _first_look(self) -> None:
        try:
            await self.ground.parties.refresh()
        except Away as away:
            _log.warning("directory.outdated", reason=str(away))

    async def _start(self, stack: AsyncExitStack) -> None:
        movable = not self.ground.settings.in_production
        chores = [
            self._heart.beat(),
            self.ground.parties.run(),
            keep_time(self.ground.clock),
            keep_house(self.ground.pool),
            backlog.keep_measuring(self.process.name, self.ground.pool, movable=movable),
            self.workers.run(),
        ]
        if self.relay is None:
            chores.append(self._fire_timers())
        for chore in chores:
            stack.push_async_callback(_end, asyncio.create_task(chore))
        if self.relay is not None:
            await self._join_the_bus(stack, self.relay)

    async def _join_the_bus(self, stack: AsyncExitStack, relay: Relay) -> None:
        if self.inside.topics is not None:
            stack.push_async_callback(self.inside.topics.close)
        await relay.start()
        stack.push_async_callback(relay.stop)
        consumer = self.consumer(self.ground.settings.instance)
        await consumer.start()
        stack.push_async_callback(consumer.stop)

    def consumer(self, instance: str) -> Consumer:
        """Return the Kafka side of this service as member `instance` of its groups."""
        bus = self.ground.bus
        if bus is None:
            message = "this service runs without the bus"
            raise RuntimeError(message)
        topics = [topic.name for topic in self.sources]
        return Consumer(bus, self.process, self.engine.handle, topics=topics, ingress=self.ingress, instance=instance)

    async def _fire_timers(self) -> None:
        # Without the bus there is no relay, and so no leader that would fire the timers.
        while True:
            try:
                pause = await self.timers.fire_due()
            except Away:
                pause = TIMERS_ALONE
            await asyncio.sleep(max(0.05, min(pause, TIMERS_ALONE)))


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def main(package: str, settings: Callable[[], S], create: Callable[[S], Service]) -> None:
    """Serve (`python -m review`), or bring the database up to date (`python -m review migrate`)."""
    given = settings()
    logs.configure(package, given.instance, given.log_format, given.log_level)
    if sys.argv[1:] == ["migrate"]:
        asyncio.run(bring_up_to_date(package, given))
        return
    asyncio.run(_serve(given, create))


async def bring_up_to_date(package: str, settings: ServiceSettings) -> None:
    """Apply the migrations, then write the parties file into the tables."""
    await migrations.migrate(settings.postgres.get_secret_value(), migrations.migrations_of(package))
    if settings.parties_file is None:
        return
    ground = Foundation(settings)
    async with ground.pool, ground.pool.acquire() as connection:
        await write(connection, read(settings.parties_file))


async def _serve(settings: S, create: Callable[[S], Service]) -> None:
    service = create(settings)
    config = uvicorn.Config(
        service.app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    await uvicorn.Server(config).serve()
