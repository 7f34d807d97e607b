"""On uvloop, as services run: a connection that is cut is an error of the line. aiokafka's own dies of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import uvloop
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest
from chassis.bus.connection import send, their_send

from .broker import Broker

Send = Callable[[AIOKafkaConnection, MetadataRequest], object]


@asynccontextmanager
async def cut(broker: Broker) -> AsyncIterator[tuple[AIOKafkaClient, AIOKafkaConnection]]:
    """Give a client whose connection was reset this moment: the loop knows of it, and nobody else."""
    client = AIOKafkaClient(**broker.address.for_clients())
    await client.bootstrap()
    try:
        connection = await client._get_conn(client.get_random_node())
        connection._writer.transport.abort()
        await asyncio.sleep(0)
        connection._reader._eof = False  # a reset is no end of what is read
        yield client, connection
    finally:
        await client.close()


@pytest.mark.integration
@pytest.mark.parametrize(("how", "said"), [(their_send, RuntimeError), (send, KafkaConnectionError)])
def test_writing_to_a_line_that_was_just_cut_is_an_error_of_the_line(
    broker: Broker, how: Send, said: type[Exception]
) -> None:
    async def write() -> None:
        async with cut(broker) as (_, connection):
            with pytest.raises(said):  # once theirs says so by itself, ours is not needed any more
                how(connection, MetadataRequest([]))

    uvloop.run(write())


@pytest.mark.integration
def test_a_client_whose_line_is_cut_as_it_asks_where_everything_is_asks_again(broker: Broker) -> None:
    async def ask() -> list[bool]:
        async with cut(broker) as (client, _):
            return [await client._metadata_update(client.cluster, []) for _ in range(2)]

    assert uvloop.run(ask()) == [False, True]
