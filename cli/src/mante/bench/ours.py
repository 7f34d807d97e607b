"""The service as Mante builds it: engine, storage, relay and consumer of the chassis, in one process."""

import asyncio

import asyncpg
from chassis import garbage
from chassis.bus.consumer import Consumer
from chassis.decision import Cause, Decision
from chassis.engine import Engine
from chassis.process import Process
from chassis.relay import Relay
from chassis.storage.postgres import PostgresStorage
from contracts.events.intake import PapersLodged

from mante.bench.dossier import OUTPUT, Dossier, note_the_papers
from mante.bench.worker import Given, run


def note(dossier: Dossier | None, lodged: PapersLodged, cause: Cause) -> Decision[Dossier]:
    """Note papers that came in, and tell what is there."""
    noted, told = note_the_papers(dossier, lodged, cause.now)
    return Decision(noted, emit=[told])


async def serve(given: Given) -> None:
    """Serve until the process is told to end."""
    process = Process("documents", Dossier, OUTPUT)
    process.on(PapersLodged, note)
    async with asyncpg.create_pool(given.dsn, min_size=2, max_size=10) as pool:
        relay = Relay(given.dsn, given.bus, process.name)
        engine = Engine(process, PostgresStorage(pool), on_commit=lambda _: relay.wake())
        consumer = Consumer(given.bus, process, engine.handle, topics=[given.input], ingress=[], instance="bench")
        await relay.start()
        await consumer.start()
        garbage.spare_what_is_there()
        try:
            await asyncio.Event().wait()
        finally:
            await consumer.stop()
            await relay.stop()


if __name__ == "__main__":
    run(serve)
