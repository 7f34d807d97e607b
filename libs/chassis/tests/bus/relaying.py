"""A relay for the length of a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chassis.relay import Relay
from chassis.relay.relay import Hook

from .broker import Broker
from .outbox import Outbox


@asynccontextmanager
async def relaying(outbox: Outbox, broker: Broker, *hooks: Hook) -> AsyncIterator[Relay]:
    """Run a relay as one instance of a service does."""
    relay = Relay(outbox.dsn, broker.address, "test", hooks)
    await relay.start()
    try:
        yield relay
    finally:
        await relay.stop()
