"""A database with the engine's tables, and a broker."""

from collections.abc import AsyncIterator
from importlib.resources import files

import asyncpg
import pytest
from chassis.bus.address import BusAddress
from mante.stack.backends.scratch import Scratch
from mante.stack.kafka_address import KafkaAddress
from pydantic import SecretStr

from .broker import Broker
from .outbox import Outbox

MIGRATION = files("chassis").joinpath("sql/0001_engine.sql")


@pytest.fixture
def broker(kafka: KafkaAddress) -> Broker:
    """The embedded broker, as its administrator."""
    return Broker(address_of(kafka, "admin"))


def address_of(kafka: KafkaAddress, user: str) -> BusAddress:
    """Return how `user` sees the broker."""
    return BusAddress(kafka.bootstrap, kafka.security, user, SecretStr(kafka.passwords[user]))


@pytest.fixture
async def outbox(databases: Scratch) -> AsyncIterator[Outbox]:
    """An empty outbox in a database of this test's own."""
    dsn = await databases.copy_of("chassis_relay", _migrate)
    async with asyncpg.create_pool(dsn, min_size=1, max_size=30) as pool:
        yield Outbox(dsn, pool)


async def _migrate(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(MIGRATION.read_text())
    finally:
        await connection.close()
