"""A database with the engine's tables, and a broker."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from chassis.bus.address import BusAddress
from mante.stack.kafka_address import KafkaAddress
from pydantic import SecretStr

from .broker import Broker
from .outbox import Outbox


@pytest.fixture
def broker(kafka: KafkaAddress) -> Broker:
    """The embedded broker, as its administrator."""
    return Broker(address_of(kafka, "admin"))


def address_of(kafka: KafkaAddress, user: str) -> BusAddress:
    """Return how `user` sees the broker."""
    return BusAddress(kafka.bootstrap, kafka.security, user, SecretStr(kafka.passwords[user]))


@pytest.fixture
async def outbox(engine_database: str) -> AsyncIterator[Outbox]:
    """An empty outbox in a database of this test's own."""
    async with asyncpg.create_pool(engine_database, min_size=1, max_size=30) as pool:
        yield Outbox(engine_database, pool)
