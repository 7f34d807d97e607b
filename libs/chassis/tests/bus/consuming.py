"""A consumer for the length of a test, and a notebook in place of the engine."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from chassis.bus.address import BusAddress
from chassis.bus.consumer import Consumer
from chassis.message import Message
from chassis.process import Process
from contracts.catalogue import REVIEW_CASES, Topic


@dataclass
class Notebook:
    """Notes each batch; the first `failing` ones fail after that."""

    failing: int = 0
    batches: list[list[bytes]] = field(default_factory=list)
    heard_at: dict[bytes, float] = field(default_factory=dict)

    async def handle(self, messages: Sequence[Message]) -> None:
        bodies = [message.body for message in messages if isinstance(message.body, bytes)]
        self.batches.append(bodies)
        self.heard_at |= dict.fromkeys(bodies, asyncio.get_running_loop().time())
        if len(self.batches) <= self.failing:
            raise RuntimeError("as if the engine had a defect")

    @property
    def bodies(self) -> list[bytes]:
        return [body for batch in self.batches for body in batch]


def group() -> Process[str]:
    """Return a process whose name, and so whose consumer group, is this test's own."""
    return Process(f"test-{uuid4().hex}", str, REVIEW_CASES)


@asynccontextmanager
async def consuming(
    address: BusAddress,
    process: Process[str],
    notebook: Notebook,
    *topics: str,
    ingress: Sequence[Topic] = (),
    instance: str = "one",
) -> AsyncIterator[Consumer]:
    """Run a consumer as one instance of a service does."""
    consumer = Consumer(address, process, notebook.handle, topics, ingress, instance)
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()
